import { expect, it } from "vitest";
import { currencies } from "@/lib/workspaces/currencies";
import { leastCharge } from "./least-charge";

it("every currency a workspace may have knows what is too little to charge", () => {
  expect(currencies.filter((currency) => leastCharge(currency) === null)).toEqual([]);
});

it("is told in the units payments are counted in", () => {
  expect(leastCharge("USD")).toBe(50n);
  expect(leastCharge("JPY")).toBe(50n);
  expect(leastCharge("IDR")).toBe(1_000_000n);
  expect(leastCharge("XTS")).toBeNull();
});
