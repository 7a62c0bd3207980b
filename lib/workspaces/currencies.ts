import { type Choice, isCountry } from "./countries";

/** A currency a workspace may have, and the country its form proposes first. */
const homes = {
  AOA: "AO",
  BRL: "BR",
  EUR: "PT",
  GBP: "GB",
  IDR: "ID",
  INR: "IN",
  KES: "KE",
  MZN: "MZ",
  NGN: "NG",
  USD: "US",
  ZAR: "ZA",
} as const;

export type WorkspaceCurrency = keyof typeof homes;

export const currencies = Object.keys(homes) as WorkspaceCurrency[];

const euroCountries = "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM VA".split(" ");

export function isWorkspaceCurrency(code: string): code is WorkspaceCurrency {
  return code in homes;
}

export function homeOf(currency: WorkspaceCurrency): string {
  return homes[currency];
}

export function currencyOf(country: string): WorkspaceCurrency {
  if (euroCountries.includes(country)) return "EUR";
  return currencies.find((currency) => homes[currency] === country) ?? "USD";
}

/** The country a reader of this language most likely works in, when nothing else is known. */
export function likelyCountry(locale: string, acceptLanguage: string | null): string {
  const region = /\b[a-z]{2,3}-([A-Z]{2})\b/.exec(acceptLanguage ?? "")?.[1];
  if (region && isCountry(region)) return region;
  if (locale === "pt-BR") return "BR";
  if (locale === "pt") return "AO";
  return locale === "id" ? "ID" : "US";
}

export function currencyChoices(locale: string): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return currencies.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}
