import { describe, expect, it } from "vitest";
import { readAddresses } from "./read-addresses";
import { newKeyInput, scopesIn } from "./schema";

const sent = { name: "ERP", limit: "", lastDay: "", addresses: "" };

describe("the form of a key", () => {
  it("reads addresses however they are separated, each once and in one way of writing", () => {
    const typed = "203.0.113.7, 203.0.113.7/32\n 2001:DB8::/32;10.1.2.3/8";
    expect(readAddresses(typed)).toEqual(["203.0.113.7", "2001:db8::/32", "10.0.0.0/8"]);
    expect(readAddresses(" \n")).toBeNull();
  });

  it.each([
    ["203.0.113.7 office, 10.0.0.300", "network", { text: "office, 10.0.0.300" }],
    [Array.from({ length: 51 }, (_, i) => `10.0.0.${i}`).join(" "), "networks_too_many", { max: 50 }],
  ])("refuses %j, and says what of it", (typed, key, values) => {
    expect(() => readAddresses(typed)).toThrow(
      expect.objectContaining({ code: "invalid", key, details: { field: "addresses", values } }),
    );
  });

  it.each(["2026-02-30", "tomorrow", "24.6.2026"])("takes %s for no day", (lastDay) => {
    const { error } = newKeyInput.safeParse({ ...sent, lastDay });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([["lastDay", "day"]]);
  });

  it("takes a scope for each box that is ticked, and knows no other box", () => {
    const input = newKeyInput.parse({ ...sent, "usage:write": "on", "credits:read": "on" });
    expect(scopesIn(input)).toEqual(["credits:read", "usage:write"]);
    expect(newKeyInput.safeParse({ ...sent, "everything:write": "on" }).success).toBe(false);
  });
});
