import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  anchoredDay,
  anchoredInstant,
  dayBounds,
  daysBetween,
  isLocalDay,
  localDay,
  localMonth,
  localTime,
  monthBounds,
  offsetText,
  rangeBounds,
  readLocalTime,
  startOfDay,
  zoneLabel,
  zoneOffset,
} from "./time";

const zones = [
  "Africa/Luanda",
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/Havana",
  "America/New_York",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Beirut",
  "Asia/Jakarta",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Europe/Lisbon",
  "Pacific/Apia",
  "Pacific/Chatham",
  "UTC",
];
const zone = fc.constantFrom(...zones);
const instant = fc.date({ min: new Date("2012-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const at = (text: string) => new Date(text);

describe("days of a zone", () => {
  test("every moment lies inside the bounds of its own day", () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const { start, end } = dayBounds(localDay(moment, name), name);
        expect(start.getTime()).toBeLessThanOrEqual(moment.getTime());
        expect(end.getTime()).toBeGreaterThan(moment.getTime());
      }),
      { numRuns: 1000 },
    );
  });

  test("a day starts with its first moment: the one before belongs to the day before", () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const day = localDay(moment, name);
        const start = startOfDay(day, name);
        expect(localDay(start, name)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), name)).toBe(addDays(day, -1));
      }),
      { numRuns: 500 },
    );
  });

  test("days follow each other without a gap and without sharing a moment", () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const day = localDay(moment, name);
        expect(dayBounds(day, name).end).toEqual(dayBounds(addDays(day, 1), name).start);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["an ordinary day in Luanda", "2026-06-24", "Africa/Luanda", "2026-06-23T23:00:00Z", 24],
    ["the short day of spring in Lisbon", "2026-03-29", "Europe/Lisbon", "2026-03-29T00:00:00Z", 23],
    ["the long day of autumn in Lisbon", "2026-10-25", "Europe/Lisbon", "2026-10-24T23:00:00Z", 25],
    ["clocks that jump over midnight in Cairo", "2024-04-26", "Africa/Cairo", "2024-04-25T22:00:00Z", 23],
    ["clocks that jump over midnight in Santiago", "2025-09-07", "America/Santiago", "2025-09-07T04:00:00Z", 23],
    ["midnight struck twice in Havana", "2026-11-01", "America/Havana", "2026-11-01T04:00:00Z", 25],
    ["midnight struck twice on the Azores", "2026-10-25", "Atlantic/Azores", "2026-10-25T00:00:00Z", 25],
    ["half an hour of summer time on Lord Howe", "2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 23.5],
  ] as const)("%s", (_name, day, name, start, hours) => {
    const bounds = dayBounds(day, name);
    expect(bounds.start).toEqual(at(start));
    expect((bounds.end.getTime() - bounds.start.getTime()) / 3_600_000).toBe(hours);
  });

  test("a day that a zone left out has no moments", () => {
    const { start, end } = dayBounds("2011-12-30", "Pacific/Apia");
    expect(start).toEqual(end);
  });

  test("a range holds its first and its last day, a month all of its days", () => {
    expect(rangeBounds("2026-05-26", "2026-06-24", "Asia/Kolkata")).toEqual({
      start: at("2026-05-25T18:30:00Z"),
      end: at("2026-06-24T18:30:00Z"),
    });
    expect(monthBounds("2026-12", "Asia/Jakarta")).toEqual({
      start: at("2026-11-30T17:00:00Z"),
      end: at("2026-12-31T17:00:00Z"),
    });
    expect(localMonth("2026-12-31")).toBe("2026-12");
  });
});

describe("calendar dates", () => {
  test("counting days forth and back is exact", () => {
    const days = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(instant, days, (moment, count) => {
        const day = localDay(moment, "UTC");
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2026-01-31", 2, "2026-03-31"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-01-31", 13, "2027-02-28"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-06-15", 0, "2026-06-15"],
  ] as const)("%s and %i months is %s", (anchor, months, expected) => {
    expect(anchoredDay(anchor, months)).toBe(expected);
  });

  test("only dates that exist are dates", () => {
    expect(isLocalDay("2024-02-29")).toBe(true);
    for (const text of ["2026-02-29", "2026-13-01", "2026-6-1", "2026-06-24T00:00", "", "today"]) {
      expect(isLocalDay(text), text).toBe(false);
    }
  });
});

describe("moments that come back every month", () => {
  test("keep their time of day across a change of clocks", () => {
    expect(anchoredInstant(at("2026-01-31T09:30:15.250Z"), "Europe/Lisbon", 2)).toEqual(at("2026-03-31T08:30:15.250Z"));
    expect(anchoredInstant(at("2026-01-30T23:30:00Z"), "Africa/Luanda", 1)).toEqual(at("2026-02-27T23:30:00Z"));
  });

  test("move behind the gap when their time does not exist, and take the earlier when it exists twice", () => {
    expect(anchoredInstant(at("2026-02-08T07:30:00Z"), "America/New_York", 1)).toEqual(at("2026-03-08T07:30:00Z"));
    expect(anchoredInstant(at("2026-10-01T05:30:00Z"), "America/New_York", 1)).toEqual(at("2026-11-01T05:30:00Z"));
  });

  test("count from the anchor, and nothing happens in no months", () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: 0, max: 36 }), (anchor, name, months) => {
        const expected = anchoredDay(localDay(anchor, name), months);
        expect(localDay(anchoredInstant(anchor, name, months), name)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

test("a zone is labelled with its city and its distance to UTC at that moment", () => {
  const summer = at("2026-07-01T12:00:00Z");
  const winter = at("2026-01-01T12:00:00Z");
  expect(zoneLabel("Africa/Luanda", summer)).toBe("Luanda (UTC+1)");
  expect(zoneLabel("Asia/Kolkata", summer)).toBe("Kolkata (UTC+5:30)");
  expect(zoneLabel("America/Argentina/Buenos_Aires", summer)).toBe("Buenos Aires (UTC\u22123)");
  expect(zoneLabel("Europe/Lisbon", summer)).toBe("Lisbon (UTC+1)");
  expect(zoneLabel("Europe/Lisbon", winter)).toBe("Lisbon (UTC)");
  expect(zoneLabel("UTC", winter)).toBe("UTC");
});

test("an offset is exact to the millisecond of the moment asked about", () => {
  expect(zoneOffset(at("2026-06-24T10:00:00.789Z"), "Asia/Kathmandu")).toBe(20_700_000);
});

describe("a time of a form", () => {
  test("is the moment that the zone's clocks show it", () => {
    for (const [zone, text, moment] of [
      ["Asia/Kathmandu", "2026-06-24T10:30", "2026-06-24T04:45:00.000Z"],
      ["Asia/Kolkata", "2026-06-24T10:30:15", "2026-06-24T05:00:15.000Z"],
      ["Asia/Jakarta", "2026-01-01T00:00", "2025-12-31T17:00:00.000Z"],
      ["America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00.000Z"],
      // Struck twice: the earlier one. Skipped: as far behind the gap.
      ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00.000Z"],
      ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00.000Z"],
    ] as const) {
      expect(readLocalTime(text, zone)?.toISOString()).toBe(moment);
    }
  });

  test.each([
    "",
    "2026-06-24",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-02-30T10:00",
    "2026-06-24T24:00",
    "2026-06-24T10:60",
    "now",
  ])("%j is none", (text) => {
    expect(readLocalTime(text, "UTC")).toBeNull();
  });

  test("comes back to the second, but for an hour that is struck twice", () => {
    fc.assert(
      fc.property(instant, zone, (moment, where) => {
        const text = localTime(moment, where);
        const again = readLocalTime(text, where);
        expect(again && localTime(again, where)).toBe(text);
      }),
    );
  });

  test("is stamped with how far the clocks are ahead", () => {
    const june = new Date("2026-06-24T12:00:00Z");
    expect(["Asia/Kathmandu", "America/St_Johns", "UTC"].map((one) => offsetText(june, one))).toEqual([
      "+05:45",
      "-02:30",
      "+00:00",
    ]);
  });
});
