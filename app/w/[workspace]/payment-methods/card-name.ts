import type { Card } from "@/lib/cards/data";
import type { Translate } from "@/lib/i18n/translator";

const brands: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  eftpos_au: "Eftpos",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** "Visa ending 4242" */
export function cardName({ brand, lastFour }: Pick<Card, "brand" | "lastFour">, t: Translate<"cards">): string {
  return t("name", { brand: brands[brand] ?? t("otherBrand"), lastFour });
}
