import { describe, expect, it } from "vitest";
import { newKeyInput, settingsOf } from "./read-settings";

const sent = { name: "ERP", limit: "", lastDay: "", addresses: "", "credits:read": "on" };
const reader = {
  separators: { group: ".", decimal: "," },
  timeZone: "Africa/Luanda",
  now: new Date("2026-06-24T22:30:00Z"),
};
const input = newKeyInput(reader);
const told = (given: object) =>
  input.safeParse(given).error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("the form of a key", () => {
  it("tells all that is wrong with it at once, each at its field", () => {
    const wrong = { name: "", limit: "plenty", lastDay: "2026-06-23", addresses: "203.0.113.7 office" };
    expect([...new Set(told(wrong)?.map(([field]) => field))]).toEqual([
      "name",
      "limit",
      "lastDay",
      "addresses",
      "scopes",
    ]);
    expect(told(wrong)).toContainEqual(["addresses", "network"]);
    expect(input.safeParse(wrong).error?.issues.find(({ path }) => path[0] === "addresses")).toMatchObject({
      params: { text: "office" },
    });
  });

  it("is read as its reader writes numbers, and to the end of the day where the workspace is", () => {
    const typed = { ...sent, limit: "2.500,5", lastDay: "2026-06-24", addresses: "203.0.113.7", "usage:write": "on" };
    expect(settingsOf(input.parse(typed))).toEqual({
      name: "ERP",
      scopes: ["credits:read", "usage:write"],
      monthlyLimitMicro: 2_500_500_000n,
      expiresAt: new Date("2026-06-24T23:00:00Z"),
      addresses: ["203.0.113.7"],
    });
    expect(settingsOf(input.parse(sent))).toMatchObject({ monthlyLimitMicro: null, expiresAt: null, addresses: null });
  });

  it.each(["2026-02-30", "tomorrow", "24.6.2026"])("takes %s for no day", (lastDay) => {
    expect(told({ ...sent, lastDay })).toEqual([["lastDay", "day"]]);
  });

  it("knows no box that is no scope", () => {
    expect(input.safeParse({ ...sent, "everything:write": "on" }).success).toBe(false);
  });
});
