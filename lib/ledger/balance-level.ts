import type { Balance } from "./balance";

export type BalanceLevel = "new" | "zero" | "low" | "well";

type Standing = Pick<Balance, "availableMicro" | "lowMicro" | "hasMoved">;

/** What a balance asks of who sees it. */
export function balanceLevel({ availableMicro, lowMicro, hasMoved }: Standing): BalanceLevel {
  if (!hasMoved) return "new";
  if (availableMicro <= 0n) return "zero";
  return lowMicro !== null && availableMicro < lowMicro ? "low" : "well";
}
