import "server-only";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import { readOffer } from "@/lib/catalogue/data";
import { readRecent } from "@/lib/consumption/pace";
import { htmlLang } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { newId } from "@/lib/ids";
import { readBalance } from "@/lib/ledger/balance";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { waysToPay } from "@/lib/payments/ways-to-pay";
import { advise } from "@/lib/purchases/advise";
import { type Draft, readDraft } from "@/lib/purchases/drafts";
import { readUnfinished, type Unfinished } from "@/lib/purchases/read-unfinished";
import { offeredRhythms, type Rhythm } from "@/lib/purchases/rhythms";
import { termsVersion } from "@/lib/purchases/terms-of-use";
import type { Terms } from "@/lib/purchases/work-out";
import { readSeller } from "@/lib/tax/data";
import { readCompany } from "@/lib/workspaces/data";
import { companyWords } from "../_company/company-labels";
import { formsOf } from "../_words/plural-forms";
import { firstChoices } from "./first-choices";
import type { Destination, Sale, SaleLabels, Way } from "./sale";

export type ReadSale = { sale: Sale; unfinished: Unfinished | null };

export async function readTerms({ ctx }: Pick<OpenedPage, "ctx">): Promise<Terms | null> {
  const offer = await readOffer(ctx);
  const found = offer && (await readSeller(ctx, offer.currency));
  if (!offer || !found) return null;
  const { country, region } = found.seller;
  return { offer, seller: { country, region }, rates: found.rates };
}

/** All that is needed to choose and to see the price; null while nothing is sold in the workspace's currency. */
export async function readSale(
  page: OpenedPage,
  wished: string | undefined,
  number?: string,
): Promise<ReadSale | null> {
  const { ctx, workspace, fmt } = page;
  const pocket = number ?? "main";
  const terms = await readTerms(page);
  if (!terms) return null;
  const [destinations, draft, ways, company, words, labels, locale] = await Promise.all([
    readDestinations(page),
    readDraft(ctx, pocket),
    readWays(page),
    readCompany(ctx),
    companyWords(),
    readLabels(),
    pageLocale(),
  ]);
  const unfinished = await readUnfinished(ctx, draft?.purchase);
  const pace = destinations.find(({ id }) => id === pocket)?.pace ?? null;
  const perDay = pace && pace.windowDays > 0 ? pace.usedMicro / BigInt(pace.windowDays) : null;
  const advised = advise(terms.offer.terms, perDay);
  const sale: Sale = {
    terms,
    format: { locale: fmt.locale, timeZone: workspace.timeZone, currency: workspace.currency },
    lang: htmlLang(locale),
    first: firstChoices({ draft, wished, pocket, terms, ways, advised, destinations, fmt }),
    formId: (unfinished && formOf(draft)) ?? newId("pur", ctx.now.getTime()),
    termsVersion,
    destinations,
    fixed: number !== undefined,
    ways,
    rhythms: offeredRhythms,
    advised,
    company,
    countries: words.countries,
    labels: { ...labels, company: words.labels },
  };
  return { sale, unfinished };
}

/** Who comes back without having paid goes on with what they had begun. */
const formOf = (draft: Draft | null) => draft?.form ?? null;

async function readDestinations({ ctx, workspace, fmt }: OpenedPage): Promise<Destination[]> {
  const [t, numbers, { availableMicro }] = await Promise.all([
    getTranslations("buy"),
    listNumbers(ctx, workspace.timeZone),
    readBalance(ctx),
  ]);
  const { pace } = await readRecent(ctx, workspace.timeZone, availableMicro);
  const label = (name: string, micro: bigint) => `${name} · ${t("has", { n: fmt.credits(micro) })}`;
  return [
    {
      id: "main",
      name: workspace.name,
      label: label(t("wallet", { name: workspace.name }), availableMicro),
      availableMicro,
      pace,
    },
    ...numbers.map(({ id, name, leftMicro, pace: ofNumber }) => ({
      id,
      name,
      label: label(name, leftMicro),
      availableMicro: leftMicro,
      pace: ofNumber,
    })),
  ];
}

async function readWays({ ctx, workspace }: OpenedPage): Promise<Way[]> {
  const [t, { cards, banks }] = await Promise.all([getTranslations("buy"), waysToPay(ctx, workspace.currency)]);
  const two = (count: number) => String(count).padStart(2, "0");
  const brand = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  return [
    ...cards.map((card) => ({
      value: `saved:${card.id}`,
      label: t("card", { brand: brand(card.brand), digits: card.lastFour }),
      hint: t("cardHint", { month: two(card.expiresMonth), year: two(card.expiresYear % 100) }),
    })),
    { value: "card", label: t(cards.length > 0 ? "desk.anotherCard" : "desk.newCard"), hint: t("desk.cardHint") },
    ...banks.map((bank) => ({
      value: `bank:${bank}`,
      label: t(`banks.${bank}` as "banks.bca"),
      hint: t(`bankHints.${bank}` as "bankHints.bca"),
    })),
  ];
}

/** What the desk fills in itself, as somebody chooses. */
const blanks = Object.fromEntries(
  ["n", "price", "time", "value", "total", "amount", "rate", "name"].map((name) => [name, `{${name}}`]),
);

async function readLabels(): Promise<Omit<SaleLabels, "company">> {
  const [t, numbers, locale] = await Promise.all([getTranslations("buy"), getTranslations("numbers"), pageLocale()]);
  const lang = htmlLang(locale);
  const { rhythm: _rhythm, ...words } = messagesFor(locale).buy.desk;
  const say = (name: string) => t(`desk.${name}` as "desk.each", blanks as { price: string });
  const rhythm = (name: Rhythm) => t(`desk.rhythm.${name}`);
  const lasts = (unit: "hour" | "day" | "week" | "month") =>
    formsOf(lang, (count) => numbers(`lasts.${unit}`, { count }));
  return {
    desk: {
      ...(Object.fromEntries(Object.keys(words).map((name) => [name, say(name)])) as typeof words),
      rhythm: { once: rhythm("once"), week: rhythm("week"), month: rhythm("month"), quarter: rhythm("quarter") },
    },
    update: t("update"),
    lasts: { hour: lasts("hour"), day: lasts("day"), week: lasts("week"), month: lasts("month") },
  };
}
