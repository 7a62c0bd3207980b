import type { Decimal } from "@/lib/decimal";
import { type Formatter, formatter } from "@/lib/format";
import { htmlLang, type Locale } from "@/lib/i18n/locales";
import { type Translate, translatorFor } from "@/lib/i18n/translator";
import { shownDigits } from "@/lib/money";
import type { InvoicePdf, PdfLine } from "./invoice-pdf";
import type { Paper } from "./paper";
import type { SellerSnapshot } from "./snapshot";
import { placeOfSupply, sacCode, taxIdName, taxNotes } from "./tax-notes";

export type Reader = { locale: Locale; formatLocale: string };

type Words = { t: Translate<"invoices">; methods: Translate<"purchases">; fmt: Formatter };

/** A document in a reader's language and figures; amounts are in its own currency, days in its seller's zone. */
export function writtenPaper(paper: Paper, reader: Reader): InvoicePdf {
  const words: Words = {
    t: translatorFor(reader.locale, "invoices"),
    methods: translatorFor(reader.locale, "purchases"),
    fmt: formatter({ locale: reader.formatLocale, timeZone: paper.timeZone, currency: paper.currency }),
  };
  const { t } = words;
  const { seller, buyer } = paper.snapshot;
  const sellerId = idLine(seller.country, seller.taxId, t);
  return {
    lang: htmlLang(reader.locale),
    title: titleOf(paper, t),
    number: paper.number,
    seller: { name: seller.legalName, lines: [...addressOf(seller, words), ...sellerId, seller.email] },
    buyer: {
      label: t("to"),
      name: buyer.name || buyer.email || "–",
      lines: [...addressOf(buyer, words), ...idLine(buyer.country, buyer.taxId, t)],
    },
    facts: factsOf(paper, words),
    columns: [t("lines.what"), t("lines.quantity"), t("lines.price"), t("lines.amount")],
    linesTitle: t("lines.title"),
    lines: linesOf(paper, words),
    totalsTitle: t("totals.title"),
    totals: totalsOf(paper, words),
    stamp: stampOf(paper, words),
    notesTitle: t("notes.title"),
    notes: notesOf(paper, words),
    footer: [seller.legalName, ...sellerId].join(" · "),
    page: (page, pages) => t("page", { page, pages }),
    madeAt: paper.issuedAt,
  };
}

export function titleOf({ kind, snapshot }: Paper, t: Translate<"invoices">): string {
  const isTaxInvoice = kind === "invoice" && snapshot.seller.country === "IN" && snapshot.taxes.length > 0;
  return t(`titles.${isTaxInvoice ? "taxInvoice" : kind}`);
}

type Address = Omit<SellerSnapshot, "legalName" | "taxId" | "email">;

function addressOf({ addressLine1, addressLine2, postalCode, city, region, country }: Address, { fmt }: Words) {
  const place = [postalCode, city, region === city ? "" : region].filter(Boolean).join(" ");
  return [addressLine1, addressLine2, place, fmt.country(country)].filter(Boolean);
}

function idLine(country: string, taxId: string, t: Words["t"]): string[] {
  return taxId ? [`${taxIdName(country, t("taxId"))} ${taxId}`] : [];
}

function factsOf({ kind, number, issuedAt, payUntil, currency, snapshot }: Paper, { t, fmt }: Words) {
  const { corrects, purchaseNumber, buyer, destination } = snapshot;
  const place = placeOfSupply(snapshot, fmt.country(buyer.country));
  const facts: (readonly [string, string])[] = [];
  if (number) facts.push([t("number"), number]);
  facts.push([t("issued"), fmt.date(issuedAt)]);
  if (kind === "pro_forma" && payUntil) facts.push([t("payUntil"), `${fmt.dateTime(payUntil)}, ${fmt.zone(payUntil)}`]);
  if (kind === "invoice") facts.push([t("paidOn"), fmt.date(new Date(snapshot.paidAt))]);
  if (corrects) facts.push([t("corrects"), `${corrects.number}, ${fmt.date(new Date(corrects.issuedAt))}`]);
  facts.push([t("purchase"), purchaseNumber]);
  if (buyer.orderNumber) facts.push([t("order"), buyer.orderNumber]);
  if (destination) facts.push([t("for"), destination]);
  facts.push([t("currency"), currency]);
  if (place) facts.push([t("placeOfSupply"), place], [t("sac"), sacCode]);
  return facts;
}

function linesOf({ currency, snapshot }: Paper, { t, fmt }: Words): PdfLine[] {
  const { corrects, rhythm, unitPrice } = snapshot;
  const money = (minor: string, sign = 1n) => fmt.money(sign * BigInt(minor), currency);
  const credits = fmt.credits(BigInt(snapshot.creditsMicro));
  if (corrects) {
    const values = { number: corrects.number, date: fmt.date(new Date(corrects.issuedAt)) };
    const note = snapshot.creditsMicro === "0" ? "" : t("lines.ofCredits", { n: credits });
    return [{ cells: [t(`lines.${corrects.reason}`, values), "", "", money(snapshot.netMinor)], note }];
  }
  const decimals = Math.max(shownDigits(currency), unitPrice.split(".")[1]?.replace(/0+$/, "").length ?? 0);
  const what = rhythm === "once" ? t("lines.credits") : t("lines.recurring", { rhythm });
  const lines: PdfLine[] = [
    { cells: [what, credits, fmt.number(unitPrice as Decimal, { decimals }), money(snapshot.listMinor)] },
  ];
  const discounts = [
    ["volume", snapshot.volumeBps, snapshot.volumeDiscountMinor],
    ["rhythm", snapshot.rhythmBps, snapshot.rhythmDiscountMinor],
  ] as const;
  for (const [name, bps, minor] of discounts) {
    if (minor !== "0")
      lines.push({ cells: [t(`lines.${name}`, { percent: percentOf(bps, fmt) }), "", "", money(minor, -1n)] });
  }
  return lines;
}

function totalsOf({ kind, currency, snapshot }: Paper, { t, fmt }: Words) {
  const money = (minor: string) => fmt.money(BigInt(minor), currency);
  const last = kind === "invoice" ? "totalPaid" : kind === "credit_note" ? "credited" : "totalDue";
  return {
    lines: [
      [t(snapshot.taxes.length > 0 ? "totals.net" : "totals.netPlain"), money(snapshot.netMinor)] as const,
      ...snapshot.taxes.map(
        ({ name, rateBps, amountMinor }) =>
          [t("totals.tax", { name, percent: percentOf(rateBps, fmt) }), money(amountMinor)] as const,
      ),
    ],
    total: [t(`totals.${last}`), money(snapshot.totalMinor)] as const,
  };
}

function stampOf({ kind, payUntil, snapshot }: Paper, words: Words): InvoicePdf["stamp"] {
  const { t, fmt } = words;
  if (kind === "credit_note") return null;
  if (kind === "pro_forma")
    return { tone: "quiet", title: t(payUntil ? "stamp.proForma" : "stamp.closed"), detail: "" };
  const date = fmt.date(new Date(snapshot.paidAt));
  const method = paidWithWords(snapshot.paidWith, words);
  return { tone: "done", title: t("stamp.paid"), detail: method ? t("stamp.with", { date, method }) : date };
}

/** "visa 4242", as it lies in the document, is "Visa ending 4242". */
function paidWithWords(paidWith: string, { methods }: Words): string {
  const named = paidWith.charAt(0).toUpperCase() + paidWith.slice(1);
  const [, brand, digits] = /^(\S+) (\d{4})$/.exec(named) ?? [];
  return brand && digits ? methods("methods.cardEnding", { brand, digits }) : named;
}

function notesOf({ kind, currency, snapshot }: Paper, { t, fmt }: Words): string[] {
  const { corrects, listMinor, volumeDiscountMinor, rhythmDiscountMinor, netMinor } = snapshot;
  const price = BigInt(listMinor) - BigInt(volumeDiscountMinor) - BigInt(rhythmDiscountMinor);
  const notes: string[] = taxNotes(snapshot).map((note) => t(`notes.${note}`));
  if (price !== BigInt(netMinor)) notes.push(t("notes.inclusive"));
  if (kind === "pro_forma") notes.push(t("notes.proForma"));
  if (corrects) {
    notes.push(t("notes.correction", { number: corrects.number, date: fmt.date(new Date(corrects.issuedAt)) }));
    notes.push(t("notes.corrected", { currency }));
  } else notes.push(t("notes.credits", { currency }));
  return notes;
}

function percentOf(bps: number, fmt: Formatter): string {
  return fmt.percent(bps / 10_000, { decimals: bps % 100 === 0 ? 0 : bps % 10 === 0 ? 1 : 2 });
}
