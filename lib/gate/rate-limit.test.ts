import { describe, expect, it } from "vitest";
import { originOf } from "./rate-limit";

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
