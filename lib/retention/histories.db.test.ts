import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { pockets } from "@/db/schema/ledger";
import { usageEvents } from "@/db/schema/metering";
import { usageSummaries } from "@/db/schema/usage-sums";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { checkBooks } from "@/lib/ledger/check";
import { type History, histories } from "@/lib/metering/model/histories";
import type { Event, Operation } from "@/lib/metering/model/operations";
import { foundWorkspace, perform } from "@/lib/metering/model/product";
import { prepareBooks } from "@/lib/metering/testing";
import { foldWorkspace } from "@/lib/statement/fold-posted";
import type { KeptMonths } from "./kept-months";
import { summarisePiece, summariseUsage } from "./summarise-usage";
import { keepFor, prepareYears, toldOf } from "./testing";

beforeAll(async () => {
  await prepareBooks();
  await prepareYears();
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const long = process.env.SALDO_LONG !== undefined;
const runs = long ? 1_000 : 40;
const day = 86_400_000;
/** Hours become weeks, so that some of a history is always older than three months and some is not. */
const stretched = 40;

const zones = ["Africa/Luanda", "Asia/Jakarta", "Asia/Kolkata", "America/Sao_Paulo", "America/Havana", "Pacific/Apia"];

it(`${runs} random histories tell the same of the past however often they are summarised`, async () => {
  const taken = { events: 0, refused: 0, holds: 0, left: 0 };
  await fc.assert(
    fc.asyncProperty(
      histories({ min: 15, max: 40 }),
      fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }),
      fc.constantFrom<KeptMonths>(3, 3, 6),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(...zones),
      async (history, moments, months, piece, zone) => {
        const ctx = await foundWorkspace(history.setting);
        await inWorkspace(ctx, (tx) =>
          tx.update(workspaces).set({ timeZone: zone }).where(eq(workspaces.id, ctx.workspaceId)),
        );
        await keepFor(ctx, months);
        const end = await play(ctx, history, async (place, at) => {
          // A run that was killed after one piece, and one that was not.
          if (!moments.includes(place)) return;
          await foldWorkspace(systemDatabase(), ctx.workspaceId);
          await summariseTelling(ctx, at, zone, () =>
            place % 2 === 0
              ? summarisePiece(systemDatabase(), ctx.workspaceId, { now: at, piece }).then(() => undefined)
              : summariseUsage(systemDatabase(), ctx.workspaceId, { now: at, piece }).then(() => undefined),
          );
        });
        const at = new Date(end.getTime() + 60 * day);
        await perform(ctx, at.getTime(), { do: "sweep" });
        await summariseTelling(ctx, at, zone, async () => {
          const done = await summariseUsage(systemDatabase(), ctx.workspaceId, { now: at, piece });
          taken.events += done.events;
          taken.refused += done.refused;
          taken.holds += done.holds;
        });
        taken.left += await inWorkspace(ctx, (tx) =>
          tx.$count(usageEvents, eq(usageEvents.workspaceId, ctx.workspaceId)),
        );
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
  for (const [what, count] of Object.entries(taken)) expect(count, what).toBeGreaterThan(runs / 10);
}, 3_600_000);

async function play(
  ctx: Context,
  { steps, setting }: History,
  between: (place: number, at: Date) => Promise<void>,
): Promise<Date> {
  let now = setting.at;
  for (const [place, { at, op }] of steps.entries()) {
    now = setting.at + (at - setting.at) * stretched;
    await perform(ctx, now, moved(op, now - at));
    await between(place, new Date(now));
  }
  return new Date(now);
}

/** The same spans from another moment on. */
function moved(op: Operation, by: number): Operation {
  const event = (one: Event): Event => (one.at === undefined ? one : { ...one, at: one.at + by });
  if (op.do === "use") return { ...op, events: op.events.map(event) };
  if (op.do === "hold") return { ...op, event: event(op.event), until: op.until + by };
  return "until" in op ? { ...op, until: op.until + by } : op;
}

/** What is told before is told after, the books keep every promise, and what is left is all that came after the record. */
async function summariseTelling(ctx: Context, at: Date, zone: string, work: () => Promise<void>): Promise<void> {
  await perform(ctx, at.getTime(), { do: "sweep", id: "" });
  const findings = async () => (await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: at })).findings;
  const before = await toldOf(ctx, at, zone);
  expect(await findings()).toEqual([]);
  await work();
  expect(await toldOf(ctx, at, zone)).toEqual(before);
  expect(await findings()).toEqual([]);
  const [left] = await inWorkspace(ctx, (tx) =>
    tx.execute<{ n: string; first: string | null; last: string; through: string }>(sql`
      select count(e.seq)::text as n, min(e.seq)::text as first,
        (select p.seq::text from ${pockets} p where p.workspace_id = ${ctx.workspaceId} and p.id = 'main') as last,
        coalesce((select max(s.through_seq) from ${usageSummaries} s where s.workspace_id = ${ctx.workspaceId}), 0)::text as through
      from ${usageEvents} e where e.workspace_id = ${ctx.workspaceId} and e.seq is not null`),
  );
  expect(Number(left?.n)).toBe(Number(left?.last) - Number(left?.through));
  if (left?.first) expect(Number(left.first)).toBe(Number(left.through) + 1);
}
