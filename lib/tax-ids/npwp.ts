import type { TaxIdVerdict } from "./tax-id";

/** Fifteen digits of old, sixteen since it is one with the identity number. */
export function checkNpwp(text: string): TaxIdVerdict {
  if (/^\d{15,16}$/.test(text)) return { valid: true, taxId: text };
  return { valid: false, problem: "npwp_shape" };
}
