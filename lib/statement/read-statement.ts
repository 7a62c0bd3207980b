import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Db, inWorkspaceSnapshot } from "@/db";
import type { JournalKind } from "@/db/schema/ledger";
import type { PostedEntry } from "@/db/schema/statement";
import type { Context } from "@/lib/context";
import { addDays, type LocalDay } from "@/lib/time";
import { type Pending, readPending } from "./pending";
import { boundsOf, edgesOf, type Period } from "./period";
import { movedOf, postedRows } from "./posted";
import { readStanding, type Standing } from "./standing";

type Rolled = { rolled: PostedEntry; channel: string; items: number };
type Single = {
  rolled: null;
  tx: bigint;
  kind: JournalKind;
  at: Date;
  effectKey: string;
  actor: string;
  reference: string | null;
};

/** One line: what was used, given back or expired on its way back on a day, by channel; or one transaction of another kind. */
export type StatementLine = (Rolled | Single) & { day: LocalDay; amountMicro: bigint; balanceMicro: bigint };

export type Statement = {
  period: Period;
  opening: Standing;
  closing: Standing;
  inMicro: bigint;
  outMicro: bigint;
  /** Oldest first. */
  lines: StatementLine[];
  /** What is on hold and what has expired without being written off: told, and in no balance. */
  pending: Pending[];
  /** Whether opening + in − out makes the closing balance; the lines and the two balances are read from different tables. */
  adds: boolean;
};

/**
 * The whole statement of one moment. Balances hold what is on hold: a hold is a promise and no use, so opening and ending one
 * changes nothing here.
 */
export function readStatement(ctx: Context, period: Period): Promise<Statement> {
  const { start, end } = boundsOf(period);
  return inWorkspaceSnapshot(ctx, async (tx) => {
    const opening = await readStanding(tx, ctx, period.pocket, start);
    const closing = await readStanding(tx, ctx, period.pocket, end);
    const drafts = await readLines(tx, ctx, period, closing);
    let balanceMicro = opening.totalMicro;
    const lines = drafts.map((line) => {
      balanceMicro += line.amountMicro;
      return { ...line, balanceMicro };
    });
    const sum = (sign: 1n | -1n) =>
      lines.reduce((all, { amountMicro }) => (amountMicro * sign > 0n ? all + amountMicro * sign : all), 0n);
    return {
      period,
      opening,
      closing,
      inMicro: sum(1n),
      outMicro: sum(-1n),
      lines,
      pending: await readPending(tx, ctx, period.pocket, { closing, isOpenEnded: end > ctx.now }),
      adds: balanceMicro === closing.totalMicro,
    };
  });
}

type Draft = (Rolled | Single) & { day: LocalDay; amountMicro: bigint };

async function readLines(tx: Db, ctx: Context, period: Period, closing: Standing): Promise<Draft[]> {
  const dayAt = (index: number) => addDays(period.from, index - 1);
  const edges = edgesOf(period);
  const rolled = await tx.execute<RolledRow>(rolledUp(ctx, period, edges, closing, await readMark(tx, ctx)));
  const singles = await tx.execute<SingleRow>(singled(ctx, period, edges));
  const drafts = [
    ...rolled.map(({ day, amount, entry, channel, items }) => ({
      order: [day, 1, entryOrder[entry], channel] as const,
      line: { rolled: entry, channel, items: Number(items), day: dayAt(day), amountMicro: BigInt(amount) } as const,
    })),
    ...singles.map(({ day, amount, tx: number, at, ...row }) => ({
      order: [day, 0, Number(number), ""] as const,
      line: {
        ...{ ...row, rolled: null, tx: BigInt(number), at: new Date(at) },
        ...{ day: dayAt(day), amountMicro: BigInt(amount) },
      },
    })),
  ];
  return drafts.toSorted((a, b) => byPlace(a.order, b.order)).map(({ line }) => line);
}

/** What came in on a day stands before what was used on it: the day's balance never seems to fall below what it did. */
const entryOrder: Record<PostedEntry, number> = { usage: 0, return: 1, expired: 2 };

type Place = readonly [day: number, group: number, order: number, name: string];

function byPlace(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : Number(a[3] > b[3]));
}

type RolledRow = { day: number; entry: PostedEntry; channel: string; items: string; amount: string };

const quarterMs = 15 * 60_000;

type Mark = { tx: bigint; seq: bigint };

/** Told as figures: a plan made for a mark it does not know would read the whole month's journal for what came after. */
async function readMark(tx: Db, ctx: Context): Promise<Mark> {
  const [mark] = await tx.execute<{ tx: string; seq: string }>(
    sql`select tx::text, seq::text from posted_marks where workspace_id = ${ctx.workspaceId}`,
  );
  return { tx: BigInt(mark?.tx ?? 0), seq: BigInt(mark?.seq ?? 0) };
}

function rolledUp(ctx: Context, { pocket }: Period, edges: readonly Date[], closing: Standing, mark: Mark): SQL {
  // Days that do not begin on a quarter hour, as some did a century ago, are added up row by row.
  const isWhole = edges.every((edge) => edge.getTime() % quarterMs === 0);
  const [start, end] = [edges[0], edges.at(-1)].map((edge) => sql`${edge?.toISOString()}::timestamptz`);
  const later = sql`union all
      select at, entry, channel, items, amount from (${postedRows(ctx.workspaceId, {
        afterTx: sql`${isWhole ? mark.tx : 0n}::bigint`,
        afterSeq: sql`${isWhole ? mark.seq : 0n}::bigint`,
      })}) later
        where pocket = ${pocket} and at >= ${start} and at < ${end}`;
  return sql`
    select width_bucket(at, ${arrayOf(edges)}::timestamptz[]) as day, entry, channel, sum(items)::text as items, sum(amount)::text as amount
    from (
      select q.bucket as at, q.entry, q.channel, q.items, q.amount_micro as amount from posted_quarters q
        where q.workspace_id = ${ctx.workspaceId} and q.pocket = ${pocket} and ${isWhole} and q.bucket >= ${start} and q.bucket < ${end}
      ${isWhole && closing.tx <= mark.tx ? sql`` : later}
    ) posted group by 1, 2, 3`;
}

type SingleRow = {
  day: number;
  tx: string;
  kind: JournalKind;
  at: string;
  effectKey: string;
  actor: string;
  reference: string | null;
  amount: string;
};

/** The kinds that are few, each found by an index of its own. */
function singled(ctx: Context, { pocket }: Period, edges: readonly Date[]): SQL {
  const [start, end] = [edges[0], edges.at(-1)].map((edge) => sql`${edge?.toISOString()}::timestamptz`);
  const rows = (kinds: SQL) => sql`
    select width_bucket(j.at, ${arrayOf(edges)}::timestamptz[]) as day, j.tx::text, j.kind, j.at::text, j.effect_key as "effectKey", j.actor, j.reference,
      ${movedOf("j")}::text as amount
    from journal j
    where j.workspace_id = ${ctx.workspaceId} and j.pocket = ${pocket} and j.at >= ${start} and j.at < ${end} and ${kinds}`;
  return sql`${rows(sql`j.kind in ('grant', 'purchase', 'renewal', 'adjust', 'move', 'refund')`)} union all ${rows(sql`j.kind = 'expire'`)}`;
}

function arrayOf(moments: readonly Date[]): string {
  return `{${moments.map((moment) => moment.toISOString()).join(",")}}`;
}
