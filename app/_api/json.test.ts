import { describe, expect, it } from "vitest";
import { writeJson } from "./json";

describe("an answer of the API", () => {
  it("says the last millionth of an amount that no float could hold", () => {
    expect(writeJson({ balance: 9_007_199_254_740_993_000_001n })).toBe('{"balance":9007199254740993.000001}');
  });

  it("writes whole credits without a point, fractions without trailing zeros, debt with its sign", () => {
    expect(writeJson([5_000_000_000n, 500_000n, -1n, 0n])).toBe("[5000,0.5,-0.000001,0]");
  });

  it("writes instants in UTC, to the second where nothing is lost by it", () => {
    const moments = [new Date("2026-06-24T10:00:00Z"), new Date("2026-06-24T10:00:00.123Z")];
    expect(writeJson(moments)).toBe('["2026-06-24T10:00:00Z","2026-06-24T10:00:00.123Z"]');
  });

  it("leaves out what is not there and keeps what is null", () => {
    expect(writeJson({ param: undefined, limit: null, ids: ["a\u2028"], none: {} })).toBe(
      `{"limit":null,"ids":${JSON.stringify(["a\u2028"])},"none":{}}`,
    );
  });
});
