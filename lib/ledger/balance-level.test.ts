import { expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { type BalanceLevel, balanceLevel } from "./balance-level";

const of = (available: number, low: number | null, hasMoved = true) => ({
  availableMicro: wholeCredits(available),
  lowMicro: low === null ? null : wholeCredits(low),
  hasMoved,
});

it.each([
  [of(0, 500, false), "new"],
  [of(0, 500), "zero"],
  [of(-5, null), "zero"],
  [of(499, 500), "low"],
  [of(500, 500), "well"],
  [of(1, null), "well"],
] satisfies [ReturnType<typeof of>, BalanceLevel][])("%o is %s", (balance, level) => {
  expect(balanceLevel(balance)).toBe(level);
});
