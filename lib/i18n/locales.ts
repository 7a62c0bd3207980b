export const locales = ["en", "pt", "pt-BR", "id", "en-XA"] as const;
export type Locale = (typeof locales)[number];

/** What a person may choose; the pseudo-locale is for tests and translators. */
export const languages = ["en", "pt", "pt-BR", "id"] as const satisfies readonly Locale[];
export type Language = (typeof languages)[number];

export const formatLocales = ["en-GB", "en-US", "en-IN", "pt-AO", "pt-BR", "id-ID"] as const;
export type FormatLocale = (typeof formatLocales)[number];

export const defaultLocale = "en" satisfies Locale;
export const pseudoLocale = "en-XA" satisfies Locale;
export const localeCookie = "locale";

const defaultFormats: Record<Locale, FormatLocale> = {
  en: "en-GB",
  "en-XA": "en-GB",
  pt: "pt-AO",
  "pt-BR": "pt-BR",
  id: "id-ID",
};

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (languages as readonly string[]).includes(value);
}

export function isFormatLocale(value: unknown): value is FormatLocale {
  return typeof value === "string" && (formatLocales as readonly string[]).includes(value);
}

/** For somebody who chose none: the usual one of their language, in the custom of the workspace's country. */
export function formatLocaleFor(language: string, country: string): FormatLocale {
  const locale = isLocale(language) ? language : defaultLocale;
  if (locale === "en" && country === "IN") return "en-IN";
  if (locale === "en" && country === "US") return "en-US";
  return defaultFormats[locale];
}

/**
 * The language a page says it is written in, and whose figures its messages count with: Portuguese without a country
 * would be Brazil's. The pseudo-locale is still English to a screen reader.
 */
export function htmlLang(locale: Locale): string {
  if (locale === pseudoLocale) return "en";
  return locale === "pt" ? "pt-AO" : locale;
}

export type LocaleWishes = {
  profile?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
};

/** The profile wins, then the cookie, then what the browser asks for. A pseudo-locale cookie wins over all where it is allowed. */
export function negotiate(wishes: LocaleWishes, options: { allowPseudo?: boolean } = {}): Locale {
  if (options.allowPseudo && wishes.cookie === pseudoLocale) return pseudoLocale;
  if (isLanguage(wishes.profile)) return wishes.profile;
  if (isLanguage(wishes.cookie)) return wishes.cookie;
  for (const tag of acceptedTags(wishes.acceptLanguage)) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return defaultLocale;
}

function languageOf(tag: string): Language | null {
  const lower = tag.toLowerCase();
  if (lower === "pt-br" || lower.startsWith("pt-br-")) return "pt-BR";
  const primary = lower.split("-")[0];
  // Browsers and old Java stacks still send the retired code "in" for Indonesian.
  if (primary === "id" || primary === "in") return "id";
  return primary === "en" || primary === "pt" ? primary : null;
}

function acceptedTags(header: string | null | undefined): string[] {
  if (!header) return [];
  return header
    .slice(0, 500)
    .split(",")
    .map((part, index) => {
      const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      const weight = quality ? Number(quality.slice(2)) : 1;
      return { tag, index, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);
}
