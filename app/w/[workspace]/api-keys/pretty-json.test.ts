import { expect, it } from "vitest";
import { prettyJson } from "./pretty-json";

it.each(['{"balance":48250.5,"currency":"AOA","numbers":[]}', '{"a":{},"b":[{"c":"x, \\"y\\": {z}","d":null},[1,2]]}'])(
  "%s reads as JSON.stringify would write it over several lines",
  (text) => {
    expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
  },
);

it("changes no digit", () => {
  expect(prettyJson('{"balance":9007199254740993.000001}')).toContain("9007199254740993.000001");
});
