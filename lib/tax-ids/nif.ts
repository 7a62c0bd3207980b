import type { TaxIdVerdict } from "./tax-id";

/** Companies have ten digits; people the number of their identity card: nine digits, two letters, three digits. */
export function checkNif(text: string): TaxIdVerdict {
  if (/^\d{10}$/.test(text) || /^\d{9}[A-Z]{2}\d{3}$/.test(text)) return { valid: true, taxId: text };
  return { valid: false, problem: "nif_shape" };
}
