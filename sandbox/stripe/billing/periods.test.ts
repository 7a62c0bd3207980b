import { expect, test } from "vitest";
import { nextBoundary, stepFrom } from "./periods";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const told = (second: number) => new Date(second * 1000).toISOString().slice(0, 16);

test("a month from the last day is the last day, and the day comes back when a month has it", () => {
  const anchor = at("2026-01-31T10:30");
  const ends = Array.from({ length: 5 }, (_, turn) => told(stepFrom(anchor, "month", turn + 1)));
  expect(ends).toEqual([
    "2026-02-28T10:30",
    "2026-03-31T10:30",
    "2026-04-30T10:30",
    "2026-05-31T10:30",
    "2026-06-30T10:30",
  ]);
  expect(told(stepFrom(at("2028-01-31T00:00"), "month", 1))).toBe("2028-02-29T00:00");
  expect(told(stepFrom(at("2028-02-29T00:00"), "year", 1))).toBe("2029-02-28T00:00");
});

test("the next end of a period lies strictly behind a moment", () => {
  const anchor = at("2026-01-01T00:00");
  expect(told(nextBoundary(anchor, "week", 1, at("2026-01-08T00:00")))).toBe("2026-01-15T00:00");
  expect(told(nextBoundary(anchor, "month", 3, at("2026-02-10T00:00")))).toBe("2026-04-01T00:00");
});
