import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatter } from "./format";
import { type FormatLocale, formatLocales } from "./i18n/locales";

const settings = { timeZone: "Africa/Luanda", currency: "AOA" };
const of = (locale: string, currency = "AOA") => formatter({ ...settings, locale, currency });
const moment = new Date("2026-06-24T10:00:00Z");
/** In these tables a space is the one that does not break. */
const unbroken = (text: string) => text.replaceAll(" ", "\u00a0");

type Row = Record<FormatLocale, string>;

const credits: Row = {
  "en-GB": "1,234,567.5",
  "en-US": "1,234,567.5",
  "en-IN": "12,34,567.5",
  "pt-AO": "1 234 567,5",
  "pt-BR": "1.234.567,5",
  "id-ID": "1.234.567,5",
};
const ownMoney: Row = {
  "en-GB": "Kz 1,234,567.50",
  "en-US": "Kz 1,234,567.50",
  "en-IN": "Kz 12,34,567.50",
  "pt-AO": "1 234 567,50 Kz",
  "pt-BR": "Kz 1.234.567,50",
  "id-ID": "Kz 1.234.567,50",
};
const rupiah: Row = {
  "en-GB": "IDR 1,234,567",
  "en-US": "IDR 1,234,567",
  "en-IN": "IDR 12,34,567",
  "pt-AO": "1 234 567 IDR",
  "pt-BR": "IDR 1.234.567",
  "id-ID": "IDR 1.234.567",
};
const rupees: Row = {
  "en-GB": "₹1,234,567.50",
  "en-US": "₹1,234,567.50",
  "en-IN": "₹12,34,567.50",
  "pt-AO": "1 234 567,50 ₹",
  "pt-BR": "₹ 1.234.567,50",
  "id-ID": "₹1.234.567,50",
};
const compact: Row = {
  "en-GB": "1.2m",
  "en-US": "1.2M",
  "en-IN": "12.3L",
  "pt-AO": "1,2 M",
  "pt-BR": "1,2 mi",
  "id-ID": "1,2 jt",
};
const dateTime: Row = {
  "en-GB": "24 Jun 2026, 11:00",
  "en-US": "Jun 24, 2026, 11:00\u00a0AM",
  "en-IN": "24 Jun 2026, 11:00\u00a0am",
  "pt-AO": "24/06/2026, 11:00",
  "pt-BR": "24 de jun. de 2026, 11:00",
  "id-ID": "24 Jun 2026, 11.00",
};
const days: Row = {
  "en-GB": "26 May\u00a0–\u00a024 Jun 2026",
  "en-US": "May 26\u00a0–\u00a0Jun 24, 2026",
  "en-IN": "26 May\u00a0–\u00a024 Jun 2026",
  "pt-AO": "26/05/2026\u00a0–\u00a024/06/2026",
  "pt-BR": "26 de mai.\u00a0–\u00a024 de jun. de 2026",
  "id-ID": "26 Mei\u00a0–\u00a024 Jun 2026",
};
const firstDay: Record<FormatLocale, number> = {
  "en-GB": 1,
  "en-US": 7,
  "en-IN": 7,
  "pt-AO": 1,
  "pt-BR": 7,
  "id-ID": 7,
};

describe.each(formatLocales)("in %s", (locale) => {
  const fmt = of(locale);

  test("credits, money, dates and weeks look as people there write them", () => {
    expect(fmt.credits(1_234_567_500_000n)).toBe(unbroken(credits[locale]));
    expect(fmt.money(123_456_750n)).toBe(unbroken(ownMoney[locale]));
    expect(fmt.money(123_456_700n, "IDR")).toBe(unbroken(rupiah[locale]));
    expect(of(locale, "INR").money(123_456_750n)).toBe(unbroken(rupees[locale]));
    expect(fmt.compact(1_234_567)).toBe(unbroken(compact[locale]));
    expect(fmt.dateTime(moment)).toBe(dateTime[locale]);
    expect(fmt.dayRange("2026-05-26", "2026-06-24")).toBe(days[locale]);
    expect(fmt.firstDayOfWeek).toBe(firstDay[locale]);
  });

  test("no figure and no date holds a space or a minus that engines disagree about", () => {
    const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    fc.assert(
      fc.property(amount, fc.date({ noInvalidDate: true }), (value, date) => {
        const texts = [
          fmt.credits(value),
          fmt.credits(value, { sign: "always" }),
          fmt.money(value),
          fmt.money(value, "USD"),
          fmt.number(value),
          fmt.compact(value),
          fmt.percent("-0.125"),
          fmt.dateTime(date),
          fmt.time(date),
          fmt.dateRange(moment, date < moment ? moment : date),
        ];
        for (const text of texts.slice(0, 7)) expect(text).not.toMatch(/[ \u2009\u202f-]/);
        for (const text of texts) expect(text).not.toMatch(/[\u2009\u202f]/);
      }),
    );
  });

  test("no digit of a large figure is lost to a float", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (value) => {
        const onlyDigits = (text: string) => text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
        expect(onlyDigits(fmt.credits(value, { decimals: 6 }))).toBe(value.toString());
        expect(onlyDigits(fmt.money(value))).toBe(value.toString());
      }),
    );
  });

  test("a number written with the separators of the number field is the number shown", () => {
    const { group, decimal } = fmt.separators;
    const shown = fmt.number("1234567.5");
    expect(shown.replaceAll(group, "").replace(decimal, ".")).toBe("1234567.5");
  });
});

test("rupiah at home have their sign and no decimals", () => {
  expect(of("id-ID", "IDR").money(125_000_000n)).toBe("Rp\u00a01.250.000");
});

test("a currency that is not the account's is named by its code, because $ names many", () => {
  expect(of("en-GB").money(1_200n, "USD")).toBe("USD\u00a012.00");
  expect(of("en-GB", "USD").money(1_200n)).toBe("$12.00");
  expect(of("en-GB").money(1_200n, "JPY")).toBe("JPY\u00a01,200");
  expect(of("en-GB").money(1_200n, "KWD")).toBe("KWD\u00a01.200");
});

test("credits of a ledger carry their sign, and zero has none", () => {
  const fmt = of("en-GB");
  expect(fmt.credits(25_000_000_000n, { sign: "always", decimals: 1 })).toBe("+25,000.0");
  expect(fmt.credits(-500_000n, { sign: "always" })).toBe("\u22120.5");
  expect(fmt.credits(0n, { sign: "always" })).toBe("0");
});

test("a negative amount that rounds to nothing shows no minus", () => {
  expect(of("id-ID", "IDR").money(-40n)).toBe("Rp\u00a00");
});

test("parts of an amount join to the amount", () => {
  const fmt = of("pt-AO");
  const joined = fmt.moneyParts(-20_520_000n).map((part) => part.value);
  expect(joined.join("")).toBe(fmt.money(-20_520_000n));
  expect(fmt.moneyParts(-20_520_000n)).toContainEqual({ type: "currency", value: "Kz" });
});

test("dates belong to the account's zone, calendar dates to none", () => {
  const jakarta = formatter({ locale: "en-GB", timeZone: "Asia/Jakarta", currency: "IDR" });
  expect(jakarta.date(new Date("2026-06-24T18:00:00Z"))).toBe("25 Jun 2026");
  expect(jakarta.day("2026-06-24")).toBe("24 Jun 2026");
  expect(jakarta.dayShort("2026-06-24")).toBe("24 Jun");
  expect(jakarta.time(new Date("2026-06-24T18:00:00Z"))).toBe("01:00");
  expect(jakarta.month(new Date("2026-06-30T18:00:00Z"))).toBe("July 2026");
  expect(jakarta.zone(moment)).toBe("Jakarta (UTC+7)");
});

test("how long ago is told by the clock, then by the calendar of the zone", () => {
  const fmt = of("en-GB");
  const ago = (then: string, now: string) => fmt.relative(new Date(then), new Date(now));
  expect(ago("2026-06-24T10:00:00Z", "2026-06-24T10:00:30Z")).toBe("this minute");
  expect(ago("2026-06-24T09:55:00Z", "2026-06-24T10:00:00Z")).toBe("5 minutes ago");
  expect(ago("2026-06-24T07:00:00Z", "2026-06-24T10:00:00Z")).toBe("3 hours ago");
  expect(ago("2026-06-23T08:00:00Z", "2026-06-24T10:00:00Z")).toBe("yesterday");
  expect(ago("2026-06-10T08:00:00Z", "2026-06-24T10:00:00Z")).toBe("14 days ago");
  expect(ago("2026-06-24T12:00:00Z", "2026-06-24T10:00:00Z")).toBe("in 2 hours");
});

test("names are listed as a sentence lists them", () => {
  expect(of("pt-AO").list(["Ana Silva", "Rui Costa"])).toBe("Ana Silva e Rui Costa");
  expect(of("id-ID").list(["Ana", "Budi", "Citra"], "disjunction")).toBe("Ana, Budi, atau Citra");
});

test("a share is shown in whole percent unless more is asked for", () => {
  expect(of("en-GB").percent(0.256)).toBe("26%");
  expect(of("pt-BR").percent("0.1375", { decimals: 2 })).toBe("13,75%");
  expect(of("en-GB").percent(-0.05)).toBe("\u22125%");
});

test("an unknown format falls back to British English instead of breaking the page", () => {
  expect(of("xx-XX").locale).toBe("en-GB");
});
