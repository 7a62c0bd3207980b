import type { Method } from "../payments/methods";
import type { Objects } from "../store/kinds";

const brands: Record<string, string> = { visa: "Visa", mastercard: "Mastercard", amex: "American Express" };

/** `Visa ending in 4242`, as it is read aloud as well. */
export function methodInWords({ card, sepa_debit: sepa, type }: Method): string {
  if (card) return cardInWords(card);
  if (sepa) return `Bank account ending in ${sepa.last4}`;
  return type === "customer_balance" ? "Bank transfer" : type;
}

export function cardInWords({ brand, last4 }: { brand: string | null; last4: string | null }): string {
  return `${brands[brand ?? ""] ?? brand ?? "Card"} ending in ${last4}`;
}

export function expiryInWords({ card }: Method): string {
  return card ? `${String(card.exp_month).padStart(2, "0")}\u00a0/\u00a0${String(card.exp_year).slice(-2)}` : "";
}

export function hasExpired({ card }: Method, now: number): boolean {
  return card ? Date.UTC(card.exp_year, card.exp_month) / 1000 <= now : false;
}

/** `every 3 months`, `per month`. */
export function recurrenceInWords({ recurring }: Pick<Objects["price"], "recurring">): string {
  if (!recurring) return "";
  const { interval, interval_count: count } = recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}

/** `every month`, as in a sentence. */
export function rhythmInWords(price: Pick<Objects["price"], "recurring">): string {
  return recurrenceInWords(price).replace(/^per /, "every ");
}

export function dayInWords(seconds: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(seconds * 1000));
}
