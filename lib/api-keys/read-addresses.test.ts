import { describe, expect, it } from "vitest";
import { readAddresses } from "./read-addresses";

describe("the addresses of a key", () => {
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
});
