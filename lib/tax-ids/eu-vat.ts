import type { TaxIdVerdict } from "./tax-id";

/** What stands behind the two letters of the country. */
const shapes: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[0-9A-Z]\d{7}[0-9A-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** Greece writes EL before its ids. */
const prefixOf = (country: string) => (country === "GR" ? "EL" : country);

/** The letters may be left out, as the address names the country; those of another state say that it is another's. */
export function checkVatId(text: string, country: string): TaxIdVerdict {
  const prefix = prefixOf(country);
  const body = text.startsWith(prefix) ? text.slice(2) : text;
  if (body === text && ofAnotherState(text)) return { valid: false, problem: "vat_other_country" };
  if (!shapes[country]?.test(body)) return { valid: false, problem: "vat_shape" };
  if (country === "PT" && !isPortuguese(body)) return { valid: false, problem: "vat_check" };
  return { valid: true, taxId: prefix + body };
}

function ofAnotherState(text: string): boolean {
  return Object.entries(shapes).some(
    ([country, shape]) => text.startsWith(prefixOf(country)) && shape.test(text.slice(2)),
  );
}

function isPortuguese(nif: string): boolean {
  const sum = [9, 8, 7, 6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(nif[i]), 0);
  const check = 11 - (sum % 11);
  return Number(nif[8]) === (check >= 10 ? 0 : check);
}
