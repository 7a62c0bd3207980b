import type { Formatter } from "@/lib/format";
import type { PurchaseStep } from "@/lib/purchases/data";
import { type PurchaseWords, reasonOf } from "../purchase-words";

/** What happened, in the reader's words; amounts lie in the step as they are in the books. */
export function stepSentence(
  { step, values }: Pick<PurchaseStep, "step" | "values">,
  currency: string,
  fmt: Formatter,
  t: PurchaseWords,
): string {
  const said: Record<string, string | number> = { ...values };
  const amount = values.amountMinor ?? values.receivedMinor;
  if (amount !== undefined) said.amount = fmt.money(BigInt(amount), String(values.currency ?? currency));
  if (values.creditsMicro !== undefined) said.credits = fmt.credits(BigInt(values.creditsMicro));
  if (step === "payment_failed") said.reason = reasonOf(String(values.failure), t);
  if (step === "paid") said.method = paidWithText(String(values.paidWith ?? ""), t) || "none";
  return t.has(`steps.${step}` as never) ? t(`steps.${step}` as never, said as never) : step;
}

/** "visa 4242" as it was noted. */
export function paidWithText(paidWith: string, t: PurchaseWords): string {
  const [, brand, digits] = /^(\S+) (\d{4})$/.exec(paidWith) ?? [];
  if (!brand || !digits) return paidWith;
  return t("methods.cardEnding", { brand: brand.charAt(0).toUpperCase() + brand.slice(1), digits });
}
