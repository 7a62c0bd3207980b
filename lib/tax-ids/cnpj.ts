import type { TaxIdVerdict } from "./tax-id";

const firstWeights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const secondWeights = [6, ...firstWeights];

/** Twelve letters or digits and two check digits: of digits alone until 2026, with letters since. */
export function checkCnpj(text: string): TaxIdVerdict {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(text) || /^(.)\1*$/.test(text)) return { valid: false, problem: "cnpj_shape" };
  const first = checkDigit(text.slice(0, 12), firstWeights);
  const second = checkDigit(text.slice(0, 12) + first, secondWeights);
  if (text.slice(12) !== `${first}${second}`) return { valid: false, problem: "cnpj_check" };
  return { valid: true, taxId: text };
}

/** A letter counts as its place in the character table less that of 0. */
function checkDigit(body: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, i) => total + weight * (body.charCodeAt(i) - 48), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
