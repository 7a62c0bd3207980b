import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspaceSnapshot } from "@/db";
import type { LotSource } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { readStandingAt, type Standing } from "./standing";

export type ExplainedLot = {
  id: string;
  fund: "plan" | "promo" | "wallet";
  source: LotSource;
  reference: string | null;
  openedAt: Date;
  expiresAt: Date | null;
  grantedMicro: bigint;
  remainingMicro: bigint;
  heldMicro: bigint;
  costMinor: bigint;
  /** Over by that moment, though nobody had written it off yet: it counts as nothing. */
  isExpired: boolean;
};

export type ExplainedBalance = {
  at: Date;
  standing: Standing;
  /** In the order they are used in; those that hold something, on hold or not. */
  lots: ExplainedLot[];
  /** What has expired and was not written off yet. */
  expiredMicro: bigint;
  /** What could be taken from the lots. */
  inLotsMicro: bigint;
  /** What could be spent: plan, promo and wallet, after what was owed. */
  availableMicro: bigint;
  /** Whether the lots and the journal tell the same, of what remains and of what is on hold. */
  adds: boolean;
};

type Row = {
  id: string;
  fund: ExplainedLot["fund"];
  source: LotSource;
  reference: string | null;
  opened: string;
  expires: string | null;
  granted: string;
  remaining: string;
  held: string;
  cost: string;
};

/** What a balance was made of at any moment, up to and with everything posted at it. */
export function explainBalance(ctx: Context, pocket: string, at: Date): Promise<ExplainedBalance> {
  return inWorkspaceSnapshot(ctx, async (tx) => {
    const standing = await readStandingAt(tx, ctx, pocket, at);
    const rows = await tx.execute<Row>(lotsAfter(ctx, pocket, standing.tx, await isEarly()));
    const lots = rows.map((row) => lotOf(row, at));
    const sum = (pick: (lot: ExplainedLot) => bigint) => lots.reduce((all, lot) => all + pick(lot), 0n);
    const expiredMicro = sum((lot) => (lot.isExpired ? lot.remainingMicro : 0n));
    const inLotsMicro = sum(({ remainingMicro }) => remainingMicro) - expiredMicro;
    const { totalMicro, heldMicro, debtMicro } = standing;
    const availableMicro = totalMicro - heldMicro - expiredMicro;
    const adds = inLotsMicro - debtMicro === availableMicro && sum((lot) => lot.heldMicro) === heldMicro;
    return { at, standing, lots, expiredMicro, inLotsMicro, availableMicro, adds };

    async function isEarly() {
      const [row] = await tx.execute<{ early: boolean }>(sql`
        select ${standing.tx}::bigint < p.tx / 2 as early from pockets p where p.workspace_id = ${ctx.workspaceId} and p.id = 'main'`);
      return row?.early ?? true;
    }
  });
}

/**
 * A lot is the sum of its entries up to the transaction. Late in a long history the same is found sooner from its end: what
 * the lot holds now, less the entries that came after.
 */
function lotsAfter(ctx: Context, pocket: string, last: bigint, early: boolean) {
  const entries = sql`lot_entries e where e.workspace_id = ${ctx.workspaceId} and e.tx ${early ? sql`<=` : sql`>`} ${last}`;
  const stood = (column: string) =>
    early
      ? sql`coalesce(e.${sql.raw(column)}, 0)`
      : sql`l.${sql.raw(column)}_micro - coalesce(e.${sql.raw(column)}, 0)`;
  return sql`
    select * from (
      select l.id, l.fund, l.source, l.reference, l.opened_at::text as opened, l.expires_at::text as expires, l.granted_micro::text as granted,
        (${stood("remaining")})::text as remaining, (${stood("held")})::text as held, l.cost_minor::text as cost
      from lots l left join (
        select e.lot_id, sum(e.remaining_micro) as remaining, sum(e.held_micro) as held from ${entries} group by e.lot_id
      ) e on e.lot_id = l.id
      where l.workspace_id = ${ctx.workspaceId} and l.pocket = ${pocket}
    ) stood where stood.remaining <> '0' or stood.held <> '0'
    order by array_position(array['plan', 'promo', 'wallet'], stood.fund), stood.expires::timestamptz nulls last, stood.opened::timestamptz, stood.id`;
}

function lotOf(row: Row, at: Date): ExplainedLot {
  const expiresAt = row.expires === null ? null : new Date(row.expires);
  return {
    id: row.id,
    fund: row.fund,
    source: row.source,
    reference: row.reference,
    openedAt: new Date(row.opened),
    expiresAt,
    grantedMicro: BigInt(row.granted),
    remainingMicro: BigInt(row.remaining),
    heldMicro: BigInt(row.held),
    costMinor: BigInt(row.cost),
    isExpired: expiresAt !== null && expiresAt <= at,
  };
}
