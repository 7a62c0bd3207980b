import { expect, it } from "vitest";
import { periodAt } from "./period";

const zone = "Africa/Luanda";
const anchor = new Date("2026-01-31T11:00:00Z");

it("a plan of 31 January renews on 28 February and again on 31 March", () => {
  expect(periodAt(anchor, zone, anchor)).toEqual({ period: 0, start: anchor, end: new Date("2026-02-28T11:00:00Z") });
  const march = periodAt(anchor, zone, new Date("2026-02-28T11:00:00Z"));
  expect(march).toEqual({
    period: 1,
    start: new Date("2026-02-28T11:00:00Z"),
    end: new Date("2026-03-31T11:00:00Z"),
  });
});

it("the last moment of a month belongs to it, the first of the next no longer", () => {
  expect(periodAt(anchor, zone, new Date("2026-02-28T10:59:59.999Z")).period).toBe(0);
  expect(periodAt(anchor, zone, new Date("2026-03-31T11:00:00Z")).period).toBe(2);
});
