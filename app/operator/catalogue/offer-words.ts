import type { AgreementTerms, FullTerms } from "@/lib/catalogue/offer";
import type { Decimal } from "@/lib/decimal";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";

type Words = Translate<"operator-catalogue">;
type Terms = AgreementTerms & Partial<Pick<FullTerms, "packages">>;

/** "8 AOA" and the rest of what is asked, in one line. */
export function priceText(terms: Terms, currency: string, fmt: Formatter): string {
  return terms.unitPrice === undefined ? "–" : `${fmt.number(terms.unitPrice as Decimal)} ${currency}`;
}

export function termsText(terms: Terms, fmt: Formatter, t: Words): string {
  const percent = (bps: number) => fmt.percent(bps / 10_000, { decimals: bps % 100 === 0 ? 0 : 2 });
  const { tiers, rhythms, minCredits, maxCredits, packages } = terms;
  return [
    tiers
      ?.map(({ from, discountBps }) => t("terms.tier", { from: fmt.number(from), off: percent(discountBps) }))
      .join(", "),
    rhythms &&
      t("terms.rhythms", {
        week: percent(rhythms.week),
        month: percent(rhythms.month),
        quarter: percent(rhythms.quarter),
      }),
    minCredits !== undefined && t("terms.least", { n: fmt.number(minCredits) }),
    maxCredits !== undefined && t("terms.most", { n: fmt.number(maxCredits) }),
    packages &&
      packages.length > 0 &&
      t("terms.packages", { list: packages.map((size) => fmt.number(size)).join(" · ") }),
  ]
    .filter(Boolean)
    .join(" · ");
}
