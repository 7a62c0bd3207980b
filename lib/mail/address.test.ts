import { describe, expect, it } from "vitest";
import { headerText, isAddress, parseSender } from "./address";

describe("an address", () => {
  it.each(["ana@kianda.example", "joão@café.example", "a+b@x.example", "o'neil@x.example"])(
    "%s is one mailbox",
    (text) => expect(isAddress(text)).toBe(true),
  );

  it.each([
    "",
    "ana",
    "@x.example",
    "a@b@c.example",
    "a@x.example,b@x.example",
    "a@x.example;b@x.example",
    "a b@x.example",
    "a@x.example\r\nBcc: b@x.example",
    "<a@x.example>",
    '"a"@x.example',
    "group:a@x.example;",
    `${"a".repeat(250)}@x.example`,
  ])("%j is none", (text) => expect(isAddress(text)).toBe(false));
});

it("the sender may carry a name", () => {
  expect(parseSender("Saldo <no-reply@saldo.example>")).toEqual({ name: "Saldo", address: "no-reply@saldo.example" });
  expect(parseSender('"Kianda, Lda." <billing@kianda.example>')).toEqual({
    name: "Kianda, Lda.",
    address: "billing@kianda.example",
  });
  expect(parseSender("billing@kianda.example")).toEqual({ name: "", address: "billing@kianda.example" });
  expect(() => parseSender("a@x.example, b@x.example")).toThrow();
});

it("a header is one line", () => {
  expect(headerText("a\r\n\tb\u0000c\u2028d")).toBe("a b c d");
});
