import { expect, test } from "vitest";
import { html } from "./html";
import { below, sendTo, show } from "./sheet";

test("a page shown below a path keeps its visitors there, and takes nothing for an address that is none", () => {
  const words = 'href="/x"';
  const page = show(
    "Pay",
    html`<form action="/c/1"><a href="https://shop.example/a">${words}</a><a href="//x/y">z</a></form>`,
  );
  const { body } = below("/sandbox", page);
  expect(body).toContain('<link rel="stylesheet" href="/sandbox/assets/pages.css">');
  expect(body).toContain('action="/sandbox/c/1"');
  expect(body).toContain('href="https://shop.example/a">href=&#34;/x&#34;</a><a href="//x/y">');
  expect(below("/sandbox", sendTo("/c/1")).headers.location).toBe("/sandbox/c/1");
  expect(below("/sandbox", sendTo("https://shop.example/a")).headers.location).toBe("https://shop.example/a");
  expect(below("/sandbox", sendTo("/_sandbox")).headers.location).toBe("/_sandbox");
  expect(below("", page)).toBe(page);
});
