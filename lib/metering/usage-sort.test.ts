import { describe, expect, it } from "vitest";
import { boundsBeyond } from "./usage-sort";

const bounds = { start: new Date("2026-06-01T00:00:00Z"), end: new Date("2026-07-01T00:00:00Z") };
const at = (moment: string, micros = "000") => ({ atMicros: `${Date.parse(moment)}${micros}`, key: "k" });

describe("the bounds of what stands behind an event", () => {
  it("begin or end at its own millisecond, which may hold more of them", () => {
    const place = at("2026-06-24T12:00:00.123Z", "456");
    expect(boundsBeyond(bounds, "-time", place)).toEqual({ ...bounds, end: new Date("2026-06-24T12:00:00.124Z") });
    expect(boundsBeyond(bounds, "time", place)).toEqual({ ...bounds, start: new Date("2026-06-24T12:00:00.123Z") });
  });

  it("are never wider than what was asked for", () => {
    expect(boundsBeyond(bounds, "-time", at("2027-01-01T00:00:00Z"))).toEqual(bounds);
    expect(boundsBeyond(bounds, "time", at("2026-01-01T00:00:00Z"))).toEqual(bounds);
    const beyondTime = { atMicros: "99999999999999999999999", key: "k" };
    expect(boundsBeyond(bounds, "time", beyondTime)).toEqual({ ...bounds, start: bounds.end });
  });

  it("are all of it where there is no event, and where time is not the order", () => {
    expect(boundsBeyond(bounds, "-time", null)).toEqual(bounds);
    expect(boundsBeyond(bounds, "credits", at("2026-06-24T12:00:00Z"))).toEqual(bounds);
  });
});
