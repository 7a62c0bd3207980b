import type { Tone } from "@/components/ui/status";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import { shownDigits } from "@/lib/money";
import { type Failure, failures } from "@/lib/payments/failures";
import type { Payment } from "@/lib/payments/look-at-payment";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import type { PurchaseState } from "@/lib/purchases/purchase-state";

export type PurchaseWords = Translate<"purchases">;

export const tones: Record<PurchaseState, Tone> = {
  confirming: "info",
  unknown: "warn",
  left: "warn",
  processing: "info",
  awaiting_transfer: "info",
  requires_action: "warn",
  paid: "ok",
  failed: "danger",
  expired: "quiet",
  canceled: "quiet",
  review: "warn",
  disputed: "danger",
  partly_refunded: "quiet",
  refunded: "quiet",
};

/** "Visa ending 4242", or what was chosen as long as nothing more is known. */
export function methodOf(method: Purchase["method"], payment: Payment | null, t: PurchaseWords): string {
  const { brand, lastFour, bank } = payment?.details ?? {};
  if (brand && lastFour) return t("methods.cardEnding", { brand: named(brand), digits: lastFour });
  if (bank) return `${t("methods.bank")}, ${bank.length <= 4 ? bank.toUpperCase() : named(bank)}`;
  return t(`methods.${method}`);
}

function named(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A word of a newer version is told as the bank's silence is. */
export function reasonOf(failure: string | null | undefined, t: PurchaseWords): string {
  const known = failures.find((one): one is Failure => one === failure) ?? "generic";
  return t(`failures.${known}`);
}

/** As exactly as it was set: "8.00", "0.0085". */
export function unitPriceOf({ unitPrice, currency }: Purchase, fmt: Formatter): string {
  const digits = Math.max(shownDigits(currency), unitPrice.split(".")[1]?.replace(/0+$/, "").length ?? 0);
  return `${fmt.number(unitPrice as `${number}`, { decimals: digits })} ${currency}`;
}

export function bpsText(bps: number, fmt: Formatter): string {
  return fmt.percent(bps / 10_000, { decimals: bps % 100 === 0 ? 0 : bps % 10 === 0 ? 1 : 2 });
}
