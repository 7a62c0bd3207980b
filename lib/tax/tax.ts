import { payStep } from "@/lib/money";
import { isInEu } from "./eu";

/** As it lies in the database and on the invoice; amounts as text, because JSON knows only floats. */
export type TaxLine = { name: string; rateBps: number; amountMinor: string };

export type TaxRate = { name: string; rateBps: number; inclusive: boolean };

export type Place = { country: string; region: string };

/** `taxId` is one that was found right for the buyer's country; null for a consumer or an id nobody can check. */
export type TaxedBuyer = Place & { taxId: string | null };

/** Why this tax and no other; the invoice says it in words where it is not the usual one. */
export type TaxReason = "domestic" | "destination" | "reverse_charge" | "export" | "none";

export type TaxDecision = { reason: TaxReason; rates: readonly TaxRate[] };

/**
 * Where services are taxed: at home by the seller's own tax; inside the EU by the buyer's country, or by the buyer when it is
 * a business with a tax id of another member state; anywhere else not by us.
 */
export function decideTax(seller: Place, buyer: TaxedBuyer, rateOf: (country: string) => TaxRate | null): TaxDecision {
  if (buyer.country === seller.country) {
    const rate = rateOf(seller.country);
    if (!rate) return { reason: "none", rates: [] };
    return { reason: "domestic", rates: seller.country === "IN" ? gst(rate, seller, buyer) : [rate] };
  }
  if (isInEu(seller.country) && isInEu(buyer.country)) {
    if (buyer.taxId) return { reason: "reverse_charge", rates: [] };
    const rate = rateOf(buyer.country) ?? rateOf(seller.country);
    return rate ? { reason: "destination", rates: [rate] } : { reason: "none", rates: [] };
  }
  return { reason: rateOf(seller.country) ? "export" : "none", rates: [] };
}

/** Inside one state the union and the state take half each; between states it is one tax. */
function gst(rate: TaxRate, seller: Place, buyer: Place): TaxRate[] {
  const sameState = seller.region !== "" && seller.region === buyer.region;
  if (!sameState) return [{ ...rate, name: "IGST" }];
  const half = { ...rate, rateBps: rate.rateBps / 2 };
  return [
    { ...half, name: "CGST" },
    { ...half, name: "SGST" },
  ];
}

export type Taxed = { netMinor: bigint; taxMinor: bigint; totalMinor: bigint; lines: TaxLine[] };

/** Every line is rounded by itself, half up, so that equal rates give equal lines; net and tax always sum to the total. */
export function applyTax(priceMinor: bigint, { rates }: TaxDecision, currency: string): Taxed {
  const included = rates.some(({ inclusive }) => inclusive);
  const whole = 10_000n + (included ? rates.reduce((sum, { rateBps }) => sum + BigInt(rateBps), 0n) : 0n);
  const amounts = rates.map(({ rateBps }) => portion(priceMinor, BigInt(rateBps), whole, payStep(currency)));
  const taxMinor = amounts.reduce((sum, amount) => sum + amount, 0n);
  const lines = rates.map(({ name, rateBps }, i) => ({ name, rateBps, amountMinor: String(amounts[i]) }));
  const netMinor = included ? priceMinor - taxMinor : priceMinor;
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor, lines };
}

function portion(amount: bigint, part: bigint, whole: bigint, step: bigint): bigint {
  return ((2n * amount * part + whole * step) / (2n * whole * step)) * step;
}
