import { expect, it } from "vitest";
import { findNumbers } from "./find-numbers";

const rows = [
  { id: "jakarta", name: "Jakarta", phone: "+622130001000" },
  { id: "sp", name: "São Paulo vendas", phone: "+551140001000" },
  { id: "n-3", name: "No phone", phone: null },
];
const found = (asked: string) => findNumbers(rows, asked).map(({ id }) => id);

it("a number is found by its name, its id, or its phone number in any spelling", () => {
  expect(found("")).toEqual(["jakarta", "sp", "n-3"]);
  expect(found("sao vendas")).toEqual(["sp"]);
  expect(found("N-3")).toEqual(["n-3"]);
  for (const spelling of ["+62 21 3000 1000", "0021 3000", "021-3000 1000", "62213"]) {
    expect(found(spelling)).toEqual(["jakarta"]);
  }
  expect(found("999")).toEqual([]);
});
