import { isInEu } from "@/lib/tax/eu";
import { indianStates } from "@/lib/tax-ids/indian-states";
import type { InvoiceSnapshot } from "./snapshot";

/** How India's services are numbered: telecommunication services over the internet, not named elsewhere. */
export const sacCode = "998429";

export type TaxNote =
  | "reverse_charge"
  | "export_eu"
  | "export_IN"
  | "export_AO"
  | "export_ID"
  | "export"
  | "none"
  | "reverseIndia";

/** What the law of the seller's country wants to read where its usual tax is not charged, and in India always. */
export function taxNotes({ seller: { country }, taxReason }: InvoiceSnapshot): TaxNote[] {
  const india: TaxNote[] = country === "IN" ? ["reverseIndia"] : [];
  if (taxReason === "reverse_charge") return ["reverse_charge", ...india];
  if (taxReason === "none") return ["none", ...india];
  if (taxReason !== "export") return india;
  if (isInEu(country)) return ["export_eu"];
  if (country === "IN" || country === "AO" || country === "ID") return [`export_${country}`, ...india];
  return ["export"];
}

/** "Maharashtra (27)", which an invoice from India has to name; '96' stands there for abroad. Null elsewhere. */
export function placeOfSupply({ seller, buyer }: InvoiceSnapshot, abroad: string): string | null {
  if (seller.country !== "IN") return null;
  if (buyer.country !== "IN") return `${abroad} (96)`;
  const code = indianStates.find(({ name }) => name === buyer.region)?.code;
  return code ? `${buyer.region} (${code})` : buyer.region || null;
}

const taxIdNames: Record<string, string> = { IN: "GSTIN", AO: "NIF", PT: "NIF", ID: "NPWP", BR: "CNPJ", GB: "VAT" };

/** As the tax id of a country is called where it is used. */
export function taxIdName(country: string, otherwise: string): string {
  return taxIdNames[country] ?? (isInEu(country) ? "VAT" : otherwise);
}
