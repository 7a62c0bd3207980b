import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Db, inWorkspaceSnapshot } from "@/db";
import { holds } from "@/db/schema/holds";
import { journal, type LotSource, lotEntries, lots } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { keptFrom } from "@/lib/metering/kept-from";
import { addDays, type LocalDay, localDay } from "@/lib/time";

const holdKinds: readonly string[] = ["hold", "settle", "release"];
const longestDelayDays = 36;

export type TransactionRow = typeof journal.$inferSelect;

export type LotMove = {
  lotId: string;
  pocket: string;
  fund: "plan" | "promo" | "wallet";
  source: LotSource;
  openedAt: Date;
  expiresAt: Date | null;
  openedMicro: bigint;
  remainingMicro: bigint;
  heldMicro: bigint;
  usedMicro: bigint;
  goneMicro: bigint;
  /** What the credits used here had cost. */
  costMinor: bigint;
};

export type TransactionItems = { channel: string; items: number; amountMicro: bigint };
export type TransactionHold = { key: string; state: "open" | "settled" | "released" | "expired"; txs: bigint[] };

export type Transaction = {
  /** One for each pocket it moved, the workspace's own first. */
  rows: TransactionRow[];
  lots: LotMove[];
  items: TransactionItems[];
  /** The event itself where there is one alone: its place in the log. */
  event: { atMicros: string; key: string } | null;
  hold: TransactionHold | null;
  /** How many of its items, or its hold, are summarised and not single any more, and before which day that is so. */
  summarised: { items: number; before: LocalDay } | null;
};

/** One transaction from every side of the books; null when the workspace has none of this number. */
export async function readTransaction(ctx: Context, number: bigint): Promise<Transaction | null> {
  const read = await readSingle(ctx, number);
  const [first] = read?.rows ?? [];
  if (!read || !first) return null;
  const items = missingOf(first, read);
  // What is posted on a day may have happened as many days before as a late event is taken.
  const before = items > 0 ? await keptFrom(ctx, addDays(localDay(first.at, "UTC"), -longestDelayDays)) : null;
  return { ...read, summarised: before && { items, before } };
}

type Single = Omit<Transaction, "summarised">;

/** Of its items, or of its hold, how many the log has not. */
function missingOf({ kind, reference, firstSeq, lastSeq }: TransactionRow, { items, event, hold }: Single): number {
  const charged = firstSeq === null || lastSeq === null ? 0 : Number(lastSeq - firstSeq) + 1;
  if (charged > 0) return charged - items.reduce((sum, { items: count }) => sum + count, 0);
  const isGone = kind === "return" ? !event : holdKinds.includes(kind) && reference !== null && !hold;
  return isGone ? 1 : 0;
}

function readSingle(ctx: Context, number: bigint): Promise<Single | null> {
  return inWorkspaceSnapshot(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(journal)
      .where(and(eq(journal.workspaceId, ctx.workspaceId), eq(journal.tx, number)))
      .orderBy(sql`${journal.pocket} <> 'main'`, asc(journal.pocket));
    const [first] = rows;
    if (!first) return null;
    return {
      rows,
      lots: await lotsOf(tx, ctx, number),
      items: await itemsOf(tx, ctx, first),
      event: await eventOf(tx, ctx, first),
      hold: await holdOf(tx, ctx, first),
    };
  });
}

function lotsOf(tx: Db, ctx: Context, number: bigint): Promise<LotMove[]> {
  const sum = (column: typeof lotEntries.usedMicro) => sql`sum(${column})`.mapWith(BigInt);
  return tx
    .select({
      lotId: lots.id,
      pocket: lots.pocket,
      fund: lots.fund,
      source: lots.source,
      openedAt: lots.openedAt,
      expiresAt: lots.expiresAt,
      openedMicro: sum(lotEntries.openedMicro),
      remainingMicro: sum(lotEntries.remainingMicro),
      heldMicro: sum(lotEntries.heldMicro),
      usedMicro: sum(lotEntries.usedMicro),
      goneMicro: sum(lotEntries.goneMicro),
      costMinor: sum(lotEntries.costMinor),
    })
    .from(lotEntries)
    .innerJoin(lots, and(eq(lots.workspaceId, lotEntries.workspaceId), eq(lots.id, lotEntries.lotId)))
    .where(and(eq(lotEntries.workspaceId, ctx.workspaceId), eq(lotEntries.tx, number)))
    .groupBy(lots.workspaceId, lots.id)
    .orderBy(
      sql`${lots.pocket} = 'main'`,
      sql`array_position(array['plan', 'promo', 'wallet'], ${lots.fund})`,
      sql`${lots.expiresAt} nulls last`,
      asc(lots.openedAt),
      asc(lots.id),
    );
}

async function itemsOf(tx: Db, ctx: Context, { firstSeq, lastSeq }: TransactionRow): Promise<TransactionItems[]> {
  if (firstSeq === null || lastSeq === null) return [];
  const found = await tx.execute<{ channel: string; items: string; amount: string }>(sql`
    select channel, count(*)::text as items, sum(amount_micro)::text as amount from usage_events
    where workspace_id = ${ctx.workspaceId} and seq between ${firstSeq} and ${lastSeq} group by channel order by sum(amount_micro) desc, channel`);
  return found.map(({ channel, items, amount }) => ({ channel, items: Number(items), amountMicro: BigInt(amount) }));
}

async function eventOf(tx: Db, ctx: Context, row: TransactionRow): Promise<Transaction["event"]> {
  const place = sql`(extract(epoch from occurred_at) * 1000000)::bigint::text as "atMicros", key::text`;
  const found =
    row.kind === "return"
      ? await tx.execute<{ atMicros: string; key: string }>(sql`
          select ${place} from usage_returns where workspace_id = ${ctx.workspaceId} and key = ${row.reference}::uuid and tx = ${row.tx}`)
      : row.firstSeq !== null && row.firstSeq === row.lastSeq
        ? await tx.execute<{ atMicros: string; key: string }>(sql`
            select ${place} from usage_events where workspace_id = ${ctx.workspaceId} and seq = ${row.firstSeq}`)
        : [];
  return found[0] ?? null;
}

async function holdOf(tx: Db, ctx: Context, { kind, reference }: TransactionRow): Promise<TransactionHold | null> {
  if (!reference || !holdKinds.includes(kind)) return null;
  const [hold] = await tx
    .select({ key: holds.key, state: holds.state })
    .from(holds)
    .where(and(eq(holds.workspaceId, ctx.workspaceId), eq(holds.key, reference)));
  if (!hold) return null;
  const effects = ["hold", "settle", "release"].map((word) => `${word}:${hold.key}`);
  const others = await tx
    .selectDistinct({ tx: journal.tx })
    .from(journal)
    .where(and(eq(journal.workspaceId, ctx.workspaceId), inArray(journal.effectKey, effects)))
    .orderBy(asc(journal.tx));
  return { ...hold, txs: others.map(({ tx: number }) => number) };
}
