import { expect, it } from "vitest";
import type { ListedKey } from "@/lib/api-keys/data";
import { shownKeys, wishOf } from "./shown-keys";

const key = (name: string, lastFour = "0000") => ({ name, lookup: "AbCdEfGhIjKl", lastFour }) as ListedKey;
const many = Array.from({ length: 40 }, (_, i) => key(`Shop ${i}`));
const names = (keys: readonly ListedKey[]) => keys.map(({ name }) => name);

it("shows twelve keys at first, and all of them by the address", () => {
  expect(shownKeys(many, wishOf({}))).toHaveLength(12);
  expect(shownKeys(many, wishOf({ show: "all" }))).toHaveLength(40);
});

it("finds a key by a piece of its name, without capitals and accents, or by its ends, among all of them", () => {
  const keys = [...many, key("Faturação"), key("ERP", "9xQz")];
  expect(names(shownKeys(keys, wishOf({ q: " FATURACAO " })))).toEqual(["Faturação"]);
  expect(names(shownKeys(keys, wishOf({ q: "9xqz" })))).toEqual(["ERP"]);
  expect(shownKeys(keys, wishOf({ q: "nobody" }))).toEqual([]);
});
