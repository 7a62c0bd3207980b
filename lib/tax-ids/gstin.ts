import { indianStates } from "./indian-states";
import type { TaxIdVerdict } from "./tax-id";

const shape = /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Two digits of the state, the holder's PAN, a counter, Z and a check character. The state has to be the address's. */
export function checkGstin(text: string, region: string): TaxIdVerdict {
  if (!shape.test(text)) return { valid: false, problem: "gstin_shape" };
  if (text[14] !== checkCharacter(text.slice(0, 14))) return { valid: false, problem: "gstin_check" };
  const state = indianStates.find(({ code }) => code === text.slice(0, 2));
  if (!state) return { valid: false, problem: "gstin_state" };
  if (region !== "" && state.name !== region) return { valid: false, problem: "gstin_other_state" };
  return { valid: true, taxId: text };
}

/** The state a GSTIN is of; '' for any other country's id. */
export function stateOfGstin(country: string, taxId: string): string {
  if (country !== "IN") return "";
  return indianStates.find(({ code }) => code === taxId.slice(0, 2))?.name ?? "";
}

/** Every second place counts double; of a two-digit product, in base 36, both digits count. */
function checkCharacter(body: string): string | undefined {
  let sum = 0;
  for (const [i, character] of [...body].entries()) {
    const product = digits.indexOf(character) * (i % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return digits[(36 - (sum % 36)) % 36];
}
