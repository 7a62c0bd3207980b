import "server-only";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { type Balance, readBalance } from "@/lib/ledger/balance";
import { listNumberCredits, type NumberCredits } from "@/lib/numbers/data";
import { planRenewsAt } from "./data";

export type Standing = { balance: Balance; numbers: NumberCredits[]; planRenewsAt: Date | null };

/** All that a workspace has to spend, over one connection. */
export function readStanding(ctx: Context): Promise<Standing> {
  return inWorkspace(ctx, async (tx) => {
    const here = { ...ctx, db: tx };
    const [balance, numbers, renewsAt] = await Promise.all([
      readBalance(here),
      listNumberCredits(here),
      planRenewsAt(here),
    ]);
    return { balance, numbers, planRenewsAt: renewsAt };
  });
}
