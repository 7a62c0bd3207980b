import { expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { type Pace, paceWindow, runway } from "./runway";

const now = new Date("2026-06-24T10:42:00Z");
const zone = "Africa/Luanda";
const at = (credits: number, pace: Partial<Pace> = {}) =>
  runway(
    wholeCredits(credits),
    { usedMicro: wholeCredits(30_000), daysWithUsage: 30, firstDay: "2026-03-01", ...pace },
    now,
    zone,
  );

it("is the balance divided by the pace of the last thirty complete days, and says which day that is", () => {
  expect(at(37_000)).toEqual({
    state: "estimated",
    unit: "day",
    count: 37,
    until: "2026-07-31",
    paceMicro: wholeCredits(1_000),
    windowDays: 30,
  });
  expect(paceWindow(now, zone)).toEqual({ from: "2026-05-25", to: "2026-06-23" });
});

it.each([
  [500, "hour", 12],
  [2_999, "hour", 71],
  [3_000, "day", 3],
  [59_999, "day", 59],
  [60_000, "week", 8],
  [180_000, "month", 5],
  [400_000_000, "month", 1_200],
])("says %d credits at a thousand a day in %ss: %d", (credits, unit, count) => {
  expect(at(credits)).toMatchObject({ state: "estimated", unit, count });
});

it("takes the days since usage began where they are fewer", () => {
  const pace = { usedMicro: wholeCredits(5_000), daysWithUsage: 4, firstDay: "2026-06-19" } as const;
  expect(at(10_000, pace)).toMatchObject({ windowDays: 5, paceMicro: wholeCredits(1_000), count: 10 });
});

it("makes no guess without a pace, without enough days, or without credits", () => {
  expect(at(10, { usedMicro: 0n, daysWithUsage: 0 })).toMatchObject({ state: "no_recent_usage" });
  expect(at(10, { daysWithUsage: 2 })).toMatchObject({ state: "not_enough_data" });
  expect(at(0)).toMatchObject({ state: "zero" });
  expect(at(-8)).toMatchObject({ state: "zero" });
  expect(at(10, { usedMicro: -5n })).toMatchObject({ state: "no_recent_usage" });
});
