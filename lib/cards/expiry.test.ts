import { describe, expect, it } from "vitest";
import { expiryOf } from "./expiry";

const card = { expiresMonth: 2, expiresYear: 2027 };
const on = (moment: string) => expiryOf(card, new Date(moment));

describe("a card", () => {
  it("is good through the last moment of its month", () => {
    expect(on("2027-02-28T23:59:59.999Z")).toBe("soon");
    expect(on("2027-03-01T00:00:00Z")).toBe("expired");
  });
  it("is warned of from thirty days before", () => {
    expect(on("2027-01-29T23:59:59Z")).toBe("fine");
    expect(on("2027-01-30T00:00:00Z")).toBe("soon");
  });
  it("of December ends with the year", () => {
    expect(expiryOf({ expiresMonth: 12, expiresYear: 2026 }, new Date("2027-01-01T00:00:00Z"))).toBe("expired");
  });
});
