import type { FullTerms } from "./offer";

/** Per credit, tax not included. */
const prices = { AOA: "8", IDR: "450", INR: "0.8", USD: "0.01", EUR: "0.009" } as const;

const shared: Omit<FullTerms, "unitPrice"> = {
  tiers: [
    { from: 10_000, discountBps: 500 },
    { from: 25_000, discountBps: 1_000 },
    { from: 50_000, discountBps: 1_375 },
  ],
  packages: [5_000, 10_000, 25_000, 50_000],
  minCredits: 1_000,
  maxCredits: 1_000_000,
  rhythms: { week: 200, month: 500, quarter: 800 },
};

/** What a new installation asks until its operator publishes prices of their own. */
export const defaultOffers: readonly { currency: string; terms: FullTerms }[] = Object.entries(prices).map(
  ([currency, unitPrice]) => ({ currency, terms: { ...shared, unitPrice } }),
);
