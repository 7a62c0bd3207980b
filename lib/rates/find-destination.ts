import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { countries } from "@/lib/workspaces/countries";
import { countryOfPrefix } from "./prefix-country";

/** What somebody means who asks where a message goes. */
export type Destination =
  | { kind: "number"; phone: string; shown: string; country: string | null }
  | { kind: "prefix"; phone: string; country: string }
  | { kind: "country"; country: string }
  | { kind: "several"; countries: string[] }
  | { kind: "unknown" };

/** Reads a country's name in any of these languages, its two letters, a prefix, or a phone number in any spelling. */
export function findDestination(asked: string, home: string, locales: readonly string[]): Destination {
  const text = asked.trim();
  if (/\d/.test(text)) return ofDigits(text, home);
  const code = text.toUpperCase();
  if (countries.includes(code)) return { kind: "country", country: code };
  const found = named(text, locales);
  const [country] = found;
  if (country === undefined) return { kind: "unknown" };
  return found.length === 1 ? { kind: "country", country } : { kind: "several", countries: found };
}

function ofDigits(text: string, home: string): Destination {
  if (/[a-z]/i.test(text)) return { kind: "unknown" };
  const digits = text.replaceAll(/\D/g, "").replace(/^00/, "");
  const isInternational = /^\s*(\(?\+|00)/.test(text);
  const number = isInternational
    ? parsePhoneNumberFromString(`+${digits}`)
    : (validNumber(text, home) ?? validNumber(`+${digits}`));
  if (number?.isPossible()) {
    const { country = null } = number;
    return { kind: "number", phone: number.number, shown: number.formatInternational(), country: country ?? null };
  }
  const phone = `+${digits}`;
  const country = /^\+[1-9]\d{0,14}$/.test(phone) ? countryOfPrefix(phone) : null;
  return country ? { kind: "prefix", phone, country } : { kind: "unknown" };
}

/** Digits without a plus are a number at home where one is like that, and else one abroad. */
function validNumber(text: string, country?: string) {
  const parsed = parsePhoneNumberFromString(text, country as CountryCode | undefined);
  return parsed?.isValid() ? parsed : undefined;
}

const mostNamed = 8;
const minimum = 2;

function named(text: string, locales: readonly string[]): string[] {
  const asked = plain(text);
  if (asked.length < minimum) return [];
  const names = locales.flatMap((locale) => {
    const display = new Intl.DisplayNames(locale, { type: "region" });
    return countries.map((code): [string, string] => [code, plain(display.of(code) ?? code)]);
  });
  const codes = (fits: (name: string) => boolean) => [
    ...new Set(names.filter(([, name]) => fits(name)).map(([code]) => code)),
  ];
  const exact = codes((name) => name === asked);
  if (exact.length > 0) return exact;
  const begun = codes((name) => name.startsWith(asked));
  const found = begun.length > 0 ? begun : codes((name) => name.includes(asked));
  return found.slice(0, mostNamed);
}

/** "São Tomé" and "sao tome" are the same to whoever looks for it. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();
}
