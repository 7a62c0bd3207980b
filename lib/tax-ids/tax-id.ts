import { isInEu } from "@/lib/tax/eu";
import { checkCnpj } from "./cnpj";
import { checkVatId } from "./eu-vat";
import { checkGstin } from "./gstin";
import { checkNif } from "./nif";
import { checkNpwp } from "./npwp";

/** The id in its plain spelling, or what is wrong with it: a message of the `errors` namespace. */
export type TaxIdVerdict = { valid: true; taxId: string } | { valid: false; problem: string };

export type TaxIdKind = "gstin" | "nif" | "npwp" | "cnpj" | "eu_vat" | "free";

export function taxIdKind(country: string): TaxIdKind {
  if (country === "IN") return "gstin";
  if (country === "AO") return "nif";
  if (country === "ID") return "npwp";
  if (country === "BR") return "cnpj";
  return isInEu(country) ? "eu_vat" : "free";
}

/** Countries whose ids nobody here can check take any text: that says nothing about who the buyer is. */
export function checkTaxId(place: { country: string; region: string }, written: string): TaxIdVerdict {
  const text = written.trim();
  const plain = text.toUpperCase().replace(/[\s.\-/]/g, "");
  switch (taxIdKind(place.country)) {
    case "gstin":
      return checkGstin(plain, place.region);
    case "nif":
      return checkNif(plain);
    case "npwp":
      return checkNpwp(plain);
    case "cnpj":
      return checkCnpj(plain);
    case "eu_vat":
      return checkVatId(plain, place.country);
    case "free":
      return text.length <= 40 ? { valid: true, taxId: text } : { valid: false, problem: "tax_id_long" };
  }
}
