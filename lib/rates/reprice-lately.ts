import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import type { RateChange } from "./effective-card";
import { priceOf, type Rate } from "./rate";

export type Repriced = { events: number; nowMicro: bigint; thenMicro: bigint };

/**
 * What was charged since then at the lines that change, and what the same would have cost at what comes in their place. Only what
 * cost just what the line says is reckoned anew: a number's template costs one credit whatever the card says. Lines that no
 * event has been charged at yet tell nothing.
 */
export async function repriceLately(ctx: Context, changes: readonly RateChange[], since: Date): Promise<Repriced> {
  const lines = new Map(
    changes.flatMap(({ key, before, after }): [string, { before: Rate; after: Rate }][] =>
      before && after && before.key === key ? [[before.rate.id, { before: before.rate, after: after.rate }]] : [],
    ),
  );
  const sum: Repriced = { events: 0, nowMicro: 0n, thenMicro: 0n };
  if (lines.size === 0) return sum;
  const ids = sql.join(
    [...lines.keys()].map((id) => sql`${id}`),
    sql`, `,
  );
  const rows = await inWorkspace(ctx, (tx) =>
    tx.execute<{ id: string; quantity: number; amount: string; count: string }>(sql`
      select e.rate_id as id, e.quantity, e.amount_micro::text as amount, count(*)::text as count
      from usage_events e
      where e.workspace_id = ${ctx.workspaceId} and e.occurred_at >= ${since.toISOString()}::timestamptz and e.seq is not null
        and e.rate_id in (${ids}) and not exists (
          select from usage_returns r where r.workspace_id = e.workspace_id and r.key = e.key and r.occurred_at = e.occurred_at)
      group by e.rate_id, e.quantity, e.amount_micro`),
  );
  for (const { id, quantity, amount, count } of rows) {
    const line = lines.get(id);
    const each = BigInt(amount);
    if (!line || priceOf(line.before, quantity) !== each) continue;
    sum.events += Number(count);
    sum.nowMicro += each * BigInt(count);
    sum.thenMicro += priceOf(line.after, quantity) * BigInt(count);
  }
  return sum;
}
