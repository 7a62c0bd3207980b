import { creditDecimals, creditsToDecimal } from "./credits";
import type { Decimal } from "./decimal";
import { type FormatLocale, isFormatLocale } from "./i18n/locales";
import { moneyToDecimal, shownDigits } from "./money";
import { daysBetween, type LocalDay, type LocalMonth, localDay, zoneLabel } from "./time";

export type FormatterSettings = { locale: string; timeZone: string; currency: string };
export type Separators = { group: string; decimal: string };
export type FormatPart = { type: string; value: string };
type Sign = "negative" | "always";

export type Formatter = ReturnType<typeof formatter>;

const numbers = remembered<Intl.NumberFormat>();
const dates = remembered<Intl.DateTimeFormat>();
const lists = remembered<Intl.ListFormat>();
const countries = remembered<Intl.DisplayNames>();
const distances = remembered<Intl.RelativeTimeFormat>();

/** Figures, money and dates as one person reads them. The same input gives the same text on every engine. */
export function formatter(settings: FormatterSettings) {
  const { timeZone, currency: accountCurrency } = settings;
  const locale: FormatLocale = isFormatLocale(settings.locale) ? settings.locale : "en-GB";

  const number = (options: Intl.NumberFormatOptions) =>
    numbers([locale, options], () => new Intl.NumberFormat(locale, { useGrouping: "always", ...options }));
  const date = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    dates([locale, zone, options], () => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }));

  const exactly = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  const sign = (wish: Sign | undefined) => ({ signDisplay: wish === "always" ? "exceptZero" : "negative" }) as const;
  const moneyFormat = (currency: string, wish?: Sign) =>
    number({
      style: "currency",
      currency,
      // "$" and "Rp" name one currency only at home.
      currencyDisplay: currency === accountCurrency ? "narrowSymbol" : "code",
      ...exactly(shownDigits(currency)),
      ...sign(wish),
    });

  return {
    locale,
    timeZone,
    currency: accountCurrency,

    /** Exact by default; a column passes the decimals all its rows need. */
    credits(micro: bigint, options: { decimals?: number; sign?: Sign } = {}): string {
      const decimals = options.decimals ?? creditDecimals([micro]);
      return figure(number({ ...exactly(decimals), ...sign(options.sign) }), creditsToDecimal(micro));
    },
    money(amountMinor: bigint, currency: string = accountCurrency, options: { sign?: Sign } = {}): string {
      return figure(moneyFormat(currency, options.sign), moneyToDecimal(amountMinor, currency));
    },
    moneyParts(amountMinor: bigint, currency: string = accountCurrency): FormatPart[] {
      return figureParts(moneyFormat(currency), moneyToDecimal(amountMinor, currency));
    },
    /** What one of many costs: two digits more than an amount has. */
    unitMoney(amount: Decimal): string {
      const format = { style: "currency", currency: accountCurrency, currencyDisplay: "narrowSymbol" } as const;
      return figure(number({ ...format, ...exactly(shownDigits(accountCurrency) + 2) }), amount);
    },
    /** What one credit is sold for, with the digits it has and no fewer than an amount shows. */
    priceEach(amount: Decimal): string {
      const format = { style: "currency", currency: accountCurrency, currencyDisplay: "narrowSymbol" } as const;
      const least = shownDigits(accountCurrency);
      return figure(number({ ...format, minimumFractionDigits: least, maximumFractionDigits: least + 6 }), amount);
    },
    number(value: Figure, options: { decimals?: number } = {}): string {
      const digits = options.decimals === undefined ? { maximumFractionDigits: 20 } : exactly(options.decimals);
      return figure(number({ ...digits, ...sign("negative") }), value);
    },
    /** 0.256 is 26 %. */
    percent(ratio: number | Decimal, options: { decimals?: number; sign?: Sign } = {}): string {
      const digits = exactly(options.decimals ?? 0);
      return figure(number({ style: "percent", ...digits, ...sign(options.sign) }), ratio);
    },
    compact(value: Figure): string {
      return figure(number({ notation: "compact", maximumFractionDigits: 1, ...sign("negative") }), value);
    },

    date(instant: Date): string {
      return steady(date({ dateStyle: "medium" }).format(instant));
    },
    dateTime(instant: Date): string {
      return steady(date({ dateStyle: "medium", timeStyle: "short" }).format(instant));
    },
    /** To the second, where messages follow each other within a minute. */
    dateTimeSeconds(instant: Date): string {
      return steady(date({ dateStyle: "medium", timeStyle: "medium" }).format(instant));
    },
    time(instant: Date): string {
      return steady(date({ timeStyle: "short" }).format(instant));
    },
    month(instant: Date): string {
      return steady(date({ month: "long", year: "numeric" }).format(instant));
    },
    /** "May 2026" */
    monthOf(month: LocalMonth): string {
      return steady(date({ month: "long", year: "numeric" }, "UTC").format(new Date(`${month}-01`)));
    },
    /** "May", of a month whose year goes without saying. */
    monthName(day: LocalDay): string {
      return steady(date({ month: "long" }, "UTC").format(new Date(day)));
    },
    dateRange(from: Date, to: Date): string {
      return steady(date({ dateStyle: "medium" }).formatRange(from, to));
    },
    /** A calendar date, whatever the zone. */
    day(day: LocalDay): string {
      return steady(date({ dateStyle: "medium" }, "UTC").format(new Date(day)));
    },
    /** Without the year: axis labels, rows under a heading that says it. */
    dayShort(day: LocalDay): string {
      return steady(date({ day: "numeric", month: "short" }, "UTC").format(new Date(day)));
    },
    dayRange(from: LocalDay, to: LocalDay): string {
      return steady(date({ dateStyle: "medium" }, "UTC").formatRange(new Date(from), new Date(to)));
    },
    /** "5 minutes ago", "yesterday": days are counted on the zone's calendar. */
    relative(instant: Date, now: Date): string {
      const { value, unit } = distance(instant, now, timeZone);
      const words = distances([locale], () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
      return steady(words.format(value, unit));
    },
    country(code: string): string {
      const names = countries([locale], () => new Intl.DisplayNames(locale, { type: "region", fallback: "code" }));
      return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
    },
    zone(instant: Date): string {
      return zoneLabel(timeZone, instant);
    },
    list(items: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
      return steady(lists([locale, type], () => new Intl.ListFormat(locale, { type })).format(items));
    },

    separators: separatorsOf(locale),
    /** India groups by two above the thousands: 12,34,567. */
    lakhs: locale === "en-IN",
    /** 1 is Monday, 7 is Sunday. */
    firstDayOfWeek: firstDayOfWeek(locale),
  };
}

export function separatorsOf(locale: FormatLocale): Separators {
  const shown = figureParts(new Intl.NumberFormat(locale, { useGrouping: "always" }), 12345.6);
  const mark = (type: string, usual: string) => shown.find((part) => part.type === type)?.value ?? usual;
  return { group: mark("group", ","), decimal: mark("decimal", ".") };
}

/** How somebody who reads figures this way writes them. */
export function separatorsFor(locale: string): Separators {
  return separatorsOf(isFormatLocale(locale) ? locale : "en-GB");
}

const unsteadySpace = /[\u2009\u202f]| (?=[ap]m\b)| (?=–)|(?<=–) /giu;

/** The one choke point of text: engines disagree about the spaces in it, and a figure must not break at one. */
function steady(text: string): string {
  return text.replace(unsteadySpace, "\u00a0");
}

type Figure = number | bigint | Decimal;

function figure(format: Intl.NumberFormat, value: Figure): string {
  return figureParts(format, value)
    .map((part) => part.value)
    .join("");
}

function figureParts(format: Intl.NumberFormat, value: Figure): FormatPart[] {
  return format
    .formatToParts(value)
    .map((part) => ({ type: part.type, value: part.type === "minusSign" ? "\u2212" : steady(part.value) }));
}

/** Monday where a locale does not say; engines keep the answer in one of two places. */
function firstDayOfWeek(locale: FormatLocale): number {
  const described: Intl.Locale & { weekInfo?: WeekInfo; getWeekInfo?: () => WeekInfo } = new Intl.Locale(locale);
  return (described.getWeekInfo?.() ?? described.weekInfo)?.firstDay ?? 1;
}

type WeekInfo = { firstDay: number };

/** Building an Intl object costs more than a thousand uses of it. */
function remembered<T>() {
  const made = new Map<string, T>();
  return (what: unknown, make: () => T): T => {
    const key = JSON.stringify(what);
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= 500) made.clear();
    const fresh = make();
    made.set(key, fresh);
    return fresh;
  };
}

/** Today, yesterday and tomorrow belong to the calendar; hours and minutes to the clock. */
function distance(instant: Date, now: Date, zone: string): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const minutes = Math.trunc((instant.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return { value: minutes, unit: "minute" };
  const hours = Math.trunc(minutes / 60);
  if (Math.abs(hours) < 12) return { value: hours, unit: "hour" };
  const [then, today] = [localDay(instant, zone), localDay(now, zone)];
  if (then === today) return { value: hours, unit: "hour" };
  return { value: daysBetween(today, then), unit: "day" };
}
