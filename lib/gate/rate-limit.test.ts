import { describe, expect, it } from "vitest";
import { originOf, spendHere } from "./rate-limit";

describe("originOf", () => {
  it("counts an IPv4 address as itself", () => {
    expect(originOf("203.0.113.7")).toBe("203.0.113.7");
  });

  it("counts every address of one IPv6 customer as one", () => {
    const network = originOf("2001:db8:1:2:aaaa:bbbb:cccc:dddd");
    expect(originOf("2001:db8:1:2::1")).toBe(network);
    expect(originOf("2001:db8:1:3::1")).not.toBe(network);
  });
});

describe("the API's limit", () => {
  it("lets one key ask 2,000 times at once and then every two thousandths of a second, and others go on", () => {
    const noon = Date.UTC(2026, 5, 24, 12);
    const ask = (key: string, afterMs = 0) => spendHere("apiByKey", key, new Date(noon + afterMs));
    for (let i = 0; i < 2000; i++) ask("apiKey:key_a");
    expect(() => ask("apiKey:key_a")).toThrow(
      expect.objectContaining({ code: "rate_limited", key: "api_rate_limited", details: { values: { seconds: 1 } } }),
    );
    expect(() => ask("apiKey:key_b")).not.toThrow();
    expect(() => ask("apiKey:key_a", 2)).not.toThrow();
    expect(() => ask("apiKey:key_a", 2)).toThrow();
  });
});
