import "server-only";
import type { Context } from "@/lib/context";
import { creditsToNumber } from "@/lib/credits";
import { fanOut } from "./fan-out";

export type BalanceLow = { balanceMicro: string; lowMicro: string };

/** Once for each time the balance falls below its mark, to everybody who looks after money. */
export function tellBalanceLow(ctx: Context, { lowMicro }: BalanceLow, effectKey: string): Promise<void> {
  const low = creditsToNumber(BigInt(lowMicro));
  return fanOut(ctx, { notice: { kind: "balance_low", values: { low }, effectKey }, audience: "company:read" });
}
