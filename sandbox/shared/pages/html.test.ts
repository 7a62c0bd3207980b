import { expect, test } from "vitest";
import { html } from "./html";

test("what people wrote stays text, pieces stay pieces, and nothing is nothing", () => {
  const rows = ["<b>", "&"].map((word) => html`<li>${word}</li>`);
  expect(html`<p title="${'"'}">${rows}${null}${false}${0}</p>`.text).toBe(
    '<p title="&#34;"><li>&#60;b&#62;</li><li>&#38;</li>0</p>',
  );
});
