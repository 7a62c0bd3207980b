import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";

const days = 90;

/**
 * The highest balance of the last ninety days. A balance rises only when something comes in, so only those rows of the
 * journal are looked at, and the one that the ninety days began with.
 */
export function readPeak(ctx: Context): Promise<bigint> {
  const since = sql`${ctx.now.toISOString()}::timestamptz - make_interval(days => ${days})`;
  const balance = sql`plan_after_micro + promo_after_micro + wallet_after_micro - debt_after_micro`;
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ peak: string }>(sql`
      select greatest(0,
        (select max(${balance}) from journal where workspace_id = ${ctx.workspaceId} and pocket = 'main' and at >= ${since}
          and kind in ('grant', 'purchase', 'renewal', 'adjust', 'move', 'refund', 'dispute')),
        (select ${balance} from journal where workspace_id = ${ctx.workspaceId} and pocket = 'main' and at < ${since}
          order by at desc, tx desc limit 1))::text as peak`);
    invariant(row, "an answer without a table is one row");
    return BigInt(row.peak);
  });
}
