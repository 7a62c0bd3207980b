import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";
import type { Context } from "@/lib/context";
import type { Standing } from "./standing";

/** Not settled yet, and so in no balance of the statement. Amounts are what the credits would go down by. */
export type Pending =
  | { what: "held"; channel: string; items: number; amountMicro: bigint }
  /** Held until a dispute is decided. */
  | { what: "disputed"; amountMicro: bigint }
  /** What was on hold at the end of days gone by: holds have no history of their own, the journal has the sum. */
  | { what: "heldThen"; amountMicro: bigint }
  | { what: "expired"; expiredAt: Date; amountMicro: bigint };

type At = { closing: Standing; isOpenEnded: boolean };

export async function readPending(
  tx: Db,
  ctx: Context,
  pocket: string,
  { closing, isOpenEnded }: At,
): Promise<Pending[]> {
  if (!isOpenEnded) {
    return closing.heldMicro > 0n ? [{ what: "heldThen", amountMicro: closing.heldMicro }] : [];
  }
  const held = await tx.execute<{ channel: string; items: string; amount: string }>(sql`
    select h.event ->> 'channel' as channel, count(distinct h.key)::text as items, sum(p.amount_micro)::text as amount
    from holds h
    join hold_parts p on p.workspace_id = h.workspace_id and p.key = h.key
    join lots l on l.workspace_id = p.workspace_id and l.id = p.lot_id
    where h.workspace_id = ${ctx.workspaceId} and h.state = 'open' and l.pocket = ${pocket}
    group by 1 order by 1`);
  const [kept] = await tx.execute<{ amount: string }>(sql`
    select coalesce(sum(k.kept_micro), 0)::text as amount
    from lot_claims k join lots l on l.workspace_id = k.workspace_id and l.id = k.lot_id
    where k.workspace_id = ${ctx.workspaceId} and l.pocket = ${pocket}`);
  const disputedMicro = BigInt(kept?.amount ?? 0);
  const expired = await tx.execute<{ at: string; amount: string }>(sql`
    select l.expires_at::text as at, l.remaining_micro::text as amount from lots l
    where l.workspace_id = ${ctx.workspaceId} and l.pocket = ${pocket} and l.is_open and l.expires_at <= ${ctx.now.toISOString()}::timestamptz
    order by l.expires_at, l.id`);
  return [
    ...held.map(({ channel, items, amount }) => ({
      what: "held" as const,
      channel,
      items: Number(items),
      amountMicro: BigInt(amount),
    })),
    ...(disputedMicro > 0n ? [{ what: "disputed" as const, amountMicro: disputedMicro }] : []),
    ...expired.map(({ at, amount }) => ({
      what: "expired" as const,
      expiredAt: new Date(at),
      amountMicro: BigInt(amount),
    })),
  ];
}
