import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { readConsumption } from "@/lib/consumption/consumption";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { listUsage, type UsageCursor } from "@/lib/metering/list-usage";
import { addDays, localDay, rangeBounds } from "@/lib/time";
import type { Bench } from "./bench";
import type { Figure } from "./figure";
import { interleaved, oneByOne, type Side } from "./measure";
import { workspaceWithPast } from "./past";

const place = { timeZone: "Africa/Luanda", country: "AO" };
const small = 500_000;
const monthDays = 30;

/** Goals 7 and 8: what pages read of a large workspace beside another as large, and of ones a tenth as large. */
export async function reading(bench: Bench): Promise<Figure[]> {
  const { effort, say } = bench;
  const large = effort.rows;
  const few = Math.min(small, large / 10);
  const [before] = [await workspaceWithPast(bench, few), await workspaceWithPast(bench, few)];
  const first = await measured(bench, before);
  const [after] = [await workspaceWithPast(bench, large), await workspaceWithPast(bench, large)];
  const then = await measured(bench, after);
  const inside = await inDatabase(bench, await asksOf(after));
  say("reading: raw …");
  const raw = await interleaved(
    { raw: rawSide(after), overview: asking(() => overviewOf(after)) },
    { rounds: 1, sliceMs: 100 },
  );
  const at = `${large.toLocaleString("en")} of ${(2 * (large + few)).toLocaleString("en")} rows`;
  const grown = (work: string, goal: string, name: keyof typeof then, most: number): Figure[] => [
    {
      goal,
      work: `${work}, ${at}`,
      measure: "ms of execution in the database",
      reached: inside[name],
      wanted: { most },
      parts: { "p50 ms with the way there": then[name].p50, "p99 ms": then[name].p99 },
    },
    {
      goal,
      work,
      measure: `${large.toLocaleString("en")} / ${few.toLocaleString("en")} rows`,
      reached: then[name].p50 / first[name].p50,
      wanted: { most: 1.5 },
      parts: { "ms now": then[name].p50, "ms then": first[name].p50 },
    },
  ];
  return [
    ...grown("overview, 30 days", "7", "overview", 3),
    {
      goal: "7",
      work: "overview, 30 days",
      measure: "added up from the log / read",
      reached: raw.raw.p50 / raw.overview.p50,
      wanted: { least: 500 },
      parts: { "raw ms": raw.raw.p50, "read ms": raw.overview.p50 },
    },
    ...grown("log, first page with totals", "8", "first", 2),
    ...grown("log, page in the middle", "8", "deep", 2),
    {
      goal: "8",
      work: "log",
      measure: "page in the middle / first page",
      reached: then.deep.p50 / then.first.p50,
      wanted: { most: 1.5 },
      parts: { "deep ms": then.deep.p50, "first ms": then.first.p50 },
    },
    ...grown("recipient search, 30 days", "8", "search", 3),
  ];
}

type Asks = Record<"overview" | "first" | "deep" | "search", () => Promise<unknown>>;

/** What the pages ask of one workspace. */
async function asksOf(ctx: Context): Promise<Asks> {
  const page = { after: null, limit: 50, recipients: "full" } as const;
  const list = await listUsage(ctx, place, {}, page);
  const recipient = list.rows.find((row) => row.recipient?.startsWith("+"))?.recipient ?? "";
  const middle: UsageCursor = {
    atMicros: String((ctx.now.getTime() - 15 * 86_400_000) * 1_000),
    key: "80000000-0000-4000-8000-000000000000",
  };
  return {
    overview: () => overviewOf(ctx),
    first: () => listUsage(ctx, place, {}, page),
    deep: () => listUsage(ctx, place, {}, { ...page, after: middle }),
    search: () => listUsage(ctx, place, { q: recipient }, page),
  };
}

async function measured(bench: Bench, ctx: Context) {
  await bench.raw.unsafe("analyze");
  const { overview, first, deep, search } = await asksOf(ctx);
  const sides = { overview: asking(overview), first: asking(first), deep: asking(deep), search: asking(search) };
  return interleaved(sides, bench.effort);
}

const askedInside = 40;

/** What the database itself counts for each, the transaction around it included and planning left out. */
async function inDatabase({ raw }: Bench, asks: Asks): Promise<Record<keyof Asks, number>> {
  const spent = async () => {
    const [row] = await raw<{ ms: number }[]>`select sum(total_exec_time) as ms from pg_stat_statements
      where userid = (select oid from pg_roles where rolname = ${new URL(env().DATABASE_URL).username})`;
    return row?.ms ?? 0;
  };
  const told = { overview: 0, first: 0, deep: 0, search: 0 };
  for (const name of Object.keys(told) as (keyof Asks)[]) {
    const before = await spent();
    for (let i = 0; i < askedInside; i++) await asks[name]();
    told[name] = ((await spent()) - before) / askedInside;
  }
  return told;
}

function asking(ask: () => Promise<unknown>): Side {
  return (forMs) =>
    oneByOne(
      forMs,
      () => {},
      async () => {
        await ask();
        return 1;
      },
    );
}

function overviewOf(ctx: Context) {
  const to = localDay(ctx.now, place.timeZone);
  return readConsumption(ctx, place.timeZone, { from: addDays(to, 1 - monthDays), to });
}

/** The same sums without the rollups. */
function rawSide(ctx: Context): Side {
  const to = localDay(ctx.now, place.timeZone);
  const { start, end } = rangeBounds(addDays(to, 1 - monthDays), to, place.timeZone);
  return asking(() =>
    inWorkspace(ctx, (tx) =>
      tx.execute(sql`
        select day, channel, feature, agent_id, count(*), sum(amount_micro) from usage_events
        where workspace_id = ${ctx.workspaceId} and refusal is null
          and occurred_at >= ${start.toISOString()}::timestamptz and occurred_at < ${end.toISOString()}::timestamptz
        group by grouping sets ((day, channel), (feature), (agent_id), ())`),
    ),
  );
}
