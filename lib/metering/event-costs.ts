import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";
import type { Context } from "@/lib/context";
import { largestRemainder } from "@/lib/money";

/** A charged event as its entry in the books names it; a refused one has neither. */
export type Charged = { tx: bigint | null; seq: bigint | null };

type Spent = { tx: string; pocket: string; fund: "plan" | "promo" | "wallet"; used: string; cost: string };
type Event = { tx: string; seq: string; number: string | null } & Record<"plan" | "promo" | "wallet" | "own", string>;

/**
 * What the credits of single events had cost, by their number. A transaction knows what it drew from each fund and what
 * that had cost; its events share it by what each took from that fund, so that they sum to the transaction to the last unit.
 */
export async function eventCosts(tx: Db, ctx: Context, events: readonly Charged[]): Promise<Map<bigint, bigint>> {
  const txs = new Set(events.flatMap((event) => (event.tx === null ? [] : [String(event.tx)])));
  if (txs.size === 0) return new Map();
  const these = sql`${`{${[...txs].join(",")}}`}::bigint[]`;
  const spent = await tx.execute<Spent>(sql`
    select e.tx::text, l.pocket, l.fund, sum(e.used_micro)::text as used, sum(e.cost_minor)::text as cost
    from unnest(${these}) as t(tx)
    join lot_entries e on e.workspace_id = ${ctx.workspaceId} and e.tx = t.tx
    join lots l on l.workspace_id = e.workspace_id and l.id = e.lot_id
    group by 1, 2, 3`);
  const charged = await tx.execute<Event>(sql`
    select u.tx::text, u.seq::text, u.number_id as number, u.plan_micro::text as plan, u.promo_micro::text as promo, u.wallet_micro::text as wallet,
      u.number_micro::text as own
    from unnest(${these}) as t(tx)
    join journal j on j.workspace_id = ${ctx.workspaceId} and j.tx = t.tx and j.pocket = 'main'
    join usage_events u on u.workspace_id = j.workspace_id and u.seq between j.first_seq and j.last_seq
    order by u.seq`);
  const together = new Map<string, Event[]>();
  for (const event of charged) {
    const events = together.get(event.tx);
    if (events) events.push(event);
    else together.set(event.tx, [event]);
  }
  return shared(spent, together);
}

function shared(spent: readonly Spent[], charged: ReadonlyMap<string, readonly Event[]>): Map<bigint, bigint> {
  const costs = new Map<bigint, bigint>();
  for (const events of charged.values()) for (const { seq } of events) costs.set(BigInt(seq), 0n);
  for (const { tx, pocket, fund, used, cost } of spent) {
    const events = charged.get(tx) ?? [];
    const weights = events.map((event) =>
      BigInt(pocket === "main" ? event[fund] : event.number === pocket ? event.own : 0),
    );
    // Events that are summarised by now had their share too.
    const gone = weights.reduce((left, weight) => left - weight, BigInt(used));
    const parts = gone === BigInt(used) ? [] : largestRemainder(BigInt(cost), [...weights, gone > 0n ? gone : 0n]);
    for (const [i, part] of parts.slice(0, events.length).entries()) {
      const seq = BigInt(events[i]?.seq ?? 0);
      costs.set(seq, (costs.get(seq) ?? 0n) + part);
    }
  }
  return costs;
}
