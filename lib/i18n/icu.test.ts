import { expect, test } from "vitest";
import { parseIcu, placeholders } from "./icu";

test.each([
  ["Save", []],
  ["{page} · {workspace}", ["page", "workspace"]],
  ["{n, number, ::compact-short} and {at, date}", ["at", "n"]],
  ["{count, plural, =0 {none} one {# row of {table}} other {# rows}}", ["count", "table"]],
  ["{who, select, you {You} other {<b>{name}</b>}}", ["<b>", "name", "who: other|you"]],
  ["{n, selectordinal, offset:1 one {#st} other {#th}}", ["n"]],
  ["It''s '{not} an argument' for {name}", ["name"]],
  ["Ana's '<b>' {x}", ["x"]],
])("%j needs %j", (message, expected) => {
  expect(placeholders(message)).toEqual(expected);
});

test.each([
  "{",
  "{n",
  "{n,",
  "{n, plural, one {x}}",
  "{n, plural, other {x}",
  "<b>open",
  "a } b",
  "{}",
  "{n, select, other}",
])("%j is refused", (message) => {
  expect(() => parseIcu(message)).toThrow(SyntaxError);
});
