import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { JournalKind } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { boundsOf, type Period } from "./period";
import { movedOf, standingOf } from "./posted";

export type StatementEntry = {
  tx: bigint;
  kind: JournalKind;
  at: Date;
  effectKey: string;
  actor: string;
  reference: string | null;
  /** Charged events it stands for. */
  items: number;
  amountMicro: bigint;
  /** What it put on hold, or took off it: in no balance of the statement. */
  heldMicro: bigint;
  /** Paid out of what came in; changes no balance either. */
  debtMicro: bigint;
  balanceMicro: bigint;
};

export type EntryList = { entries: StatementEntry[]; next: bigint | null };

type Page = {
  after: bigint | null;
  limit: number;
  oldestFirst?: boolean;
  /** Nothing that was posted after this transaction, so that a long file ends where its heading says. */
  upTo?: bigint;
};

type Row = {
  tx: string;
  kind: JournalKind;
  at: string;
  effectKey: string;
  actor: string;
  reference: string | null;
  items: string;
  amount: string;
  held: string;
  debt: string;
  balance: string;
};

/** One page of the transactions that changed a pocket, newest first; a page begins where the one before it ended, however deep. */
export function listEntries(ctx: Context, period: Period, page: Page): Promise<EntryList> {
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx.execute<Row>(entriesOf(ctx, period, page));
    const shown = rows.slice(0, page.limit).map(entryOf);
    return { entries: shown, next: rows.length > shown.length ? (shown.at(-1)?.tx ?? null) : null };
  });
}

/** More would be a document of hundreds of pages, for which there is the file. */
export const mostPrinted = 5_000;

/** Every entry up to a transaction, the oldest first; null where they are too many to print. */
export async function printedEntries(ctx: Context, period: Period, upTo: bigint): Promise<StatementEntry[] | null> {
  const page = await listEntries(ctx, period, { after: null, limit: mostPrinted, oldestFirst: true, upTo });
  return page.next === null ? page.entries : null;
}

/** The entries before and after one, within the days. */
export function neighboursOf(
  ctx: Context,
  period: Period,
  number: bigint,
): Promise<{ newer: bigint | null; older: bigint | null }> {
  const beside = (what: SQL) =>
    sql`(select j.tx from journal j where ${within(ctx, period)} and ${changed} and ${what} limit 1)::text`;
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ newer: string | null; older: string | null }>(sql`
      select ${beside(sql`j.tx > ${number} order by j.tx`)} as newer, ${beside(sql`j.tx < ${number} order by j.tx desc`)} as older`);
    const of = (text: string | null | undefined) => (text ? BigInt(text) : null);
    return { newer: of(row?.newer), older: of(row?.older) };
  });
}

/** How many transactions lie in these days. */
export function countEntries(ctx: Context, period: Period): Promise<number> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ count: string }>(
      sql`select count(*)::text as count from journal j where ${within(ctx, period)} and ${changed}`,
    );
    return Number(row?.count ?? 0);
  });
}

function entriesOf(ctx: Context, period: Period, { after, limit, oldestFirst, upTo }: Page): SQL {
  const beyond = after === null ? sql`true` : oldestFirst ? sql`j.tx > ${after}` : sql`j.tx < ${after}`;
  return sql`
    select j.tx::text, j.kind, j.at::text, j.effect_key as "effectKey", j.actor, j.reference, coalesce(j.last_seq - j.first_seq + 1, 0)::text as items,
      ${movedOf("j")}::text as amount, j.held_micro::text as held, j.debt_micro::text as debt, ${standingOf("j")}::text as balance
    from journal j
    where ${within(ctx, period)} and ${beyond} and ${upTo === undefined ? sql`true` : sql`j.tx <= ${upTo}`} and ${changed}
    order by j.tx ${oldestFirst ? sql`asc` : sql`desc`} limit ${limit + 1}`;
}

/** Posting times only grow, so days are a span of transactions, which the key is ordered by. */
function within(ctx: Context, period: Period): SQL {
  const { start, end } = boundsOf(period);
  const edge = (moment: Date) => sql`coalesce((
    select e.tx from journal e where e.workspace_id = ${ctx.workspaceId} and e.at < ${moment.toISOString()}::timestamptz
    order by e.at desc, e.tx desc limit 1), 0)`;
  return sql`j.workspace_id = ${ctx.workspaceId} and j.pocket = ${period.pocket} and j.tx > ${edge(start)} and j.tx <= ${edge(end)}`;
}

/** A posting that only a number paid for has a row of the main pocket too, in which nothing moved. */
const changed = sql`(j.plan_micro <> 0 or j.promo_micro <> 0 or j.wallet_micro <> 0 or j.held_micro <> 0 or j.debt_micro <> 0)`;

function entryOf(row: Row): StatementEntry {
  const { tx, kind, at, effectKey, actor, reference, items, amount, held, debt, balance } = row;
  return {
    tx: BigInt(tx),
    kind,
    at: new Date(at),
    effectKey,
    actor,
    reference,
    items: Number(items),
    amountMicro: BigInt(amount),
    heldMicro: BigInt(held),
    debtMicro: BigInt(debt),
    balanceMicro: BigInt(balance),
  };
}
