import { describe, expect, it } from "vitest";
import { isWithin, type Network, networkText, parseNetwork } from "./networks";

const read = (text: string): Network => {
  const network = parseNetwork(text);
  if (!network) throw new Error(`${text} was expected to be a network.`);
  return network;
};

describe("a network", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7/32", "203.0.113.7"],
    ["203.0.113.77/24", "203.0.113.0/24"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["2001:db8:1:2:3::/48", "2001:db8:1::/48"],
    ["::/0", "::/0"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.0/120", "203.0.113.0/24"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(networkText(read(typed))).toBe(kept);
  });

  it.each([
    "",
    "office",
    "203.0.113",
    "203.0.113.256",
    "203.0.113.0/33",
    "203.0.113.0/",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
  ])("%j is none", (typed) => expect(parseNetwork(typed)).toBeNull());

  it.each(["2001:db8::/129", "fe80::1%eth0", "::ffff:0:0/64", "1::2::3", "010.0.0.1", "1.2.3.4:80"])(
    "%j is none either",
    (typed) => expect(parseNetwork(typed)).toBeNull(),
  );
});

describe("an address", () => {
  const list = ["203.0.113.0/24", "198.51.100.7", "2001:db8:1::/48"].map(read);

  it.each([
    "203.0.113.0",
    "203.0.113.255",
    "198.51.100.7",
    "::ffff:203.0.113.9",
    "::ffff:cb00:7109",
    "2001:db8:1:ffff::9",
    "2001:DB8:1::1%eth0",
    "203.0.113.9:51234",
    "[2001:db8:1::1]:443",
  ])("%s is within", (address) => expect(isWithin(address, list)).toBe(true));

  it.each([
    "203.0.112.255",
    "203.0.114.0",
    "198.51.100.8",
    "::ffff:198.51.100.8",
    "2001:db8:2::1",
    "::cb00:7109",
    "unknown",
    "",
  ])("%j is not", (address) => expect(isWithin(address, list)).toBe(false));

  it("that nobody knows is in no network, not even in the widest", () => {
    expect(isWithin(null, [read("0.0.0.0/0"), read("::/0")])).toBe(false);
  });
});
