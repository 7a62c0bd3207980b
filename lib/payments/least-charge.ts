import { parseMoney } from "@/lib/money";

// What the provider refuses to charge less of, and, where it only says "about half a dollar", a round amount above that.
const least: Record<string, string> = {
  AED: "2",
  AOA: "1000",
  AUD: "0.5",
  BGN: "1",
  BRL: "0.5",
  CAD: "0.5",
  CHF: "0.5",
  CZK: "15",
  DKK: "2.5",
  EUR: "0.5",
  GBP: "0.3",
  HKD: "4",
  HUF: "175",
  IDR: "10000",
  INR: "0.5",
  JPY: "50",
  KES: "100",
  MXN: "10",
  MYR: "2",
  MZN: "50",
  NGN: "1000",
  NOK: "3",
  NZD: "0.5",
  PLN: "2",
  RON: "2",
  SEK: "3",
  SGD: "0.5",
  THB: "10",
  USD: "0.5",
  ZAR: "10",
};

/** The smallest amount that can be charged in a currency, in minor units; null where nobody knows one. */
export function leastCharge(currency: string): bigint | null {
  const amount = least[currency];
  return amount === undefined ? null : parseMoney(amount, currency);
}
