import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { onHotPath } from "@/db/hot";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import { postingOf } from "@/lib/metering/meter";
import { postUsage } from "@/lib/metering/post-usage";
import { priceEvent } from "@/lib/metering/price-event";
import { returnUsage } from "@/lib/metering/return-usage";
import { type Current, withCurrent } from "@/lib/metering/with-current";
import { renewPlan } from "@/lib/plans/renew-plan";
import { sell } from "../selling/sell";
import type { Till } from "../selling/till";
import { historyDays, type Planned } from "./days";
import { watch } from "./deeds";
import { Random } from "./random";
import { type Step, stepsOf } from "./steps";
import type { Story, Times } from "./story";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const spanMs = (historyDays + 1) * dayMs;

/** When a workspace with a past was founded, for that past to end now. */
export function foundedAt(now: Date): Date {
  return new Date(now.getTime() - spanMs);
}

type Undelivered = { id: string; at: Date };
type Play = {
  story: Story;
  times: Times;
  current: Current;
  apiKeyId: string | null;
  till: Till;
  undelivered: Undelivered[];
};

export type Telling = {
  story: Story;
  scale: number;
  /** Whose key sent the usage. */
  apiKeyId: string | null;
  /** Where its credits are paid. */
  till: Till;
  told: (events: number) => void;
};

/**
 * Posts a workspace's past through the same code as everybody's present. Every step is at a moment of its own and moves
 * the books' clock: a seed that was interrupted goes on after the last one that was written, and one that was finished
 * changes nothing. Says whether there was something to tell.
 */
export async function playHistory(ctx: Context, { story, scale, apiKeyId, till, told }: Telling): Promise<boolean> {
  const { founded, zone, clock } = await read(ctx);
  const end = new Date(founded.getTime() + spanMs);
  if (clock >= end || end > ctx.now) return false;
  const ago = (days: number, minutes = 0) => new Date(end.getTime() - days * dayMs - minutes * minuteMs);
  const times = { end, zone, scale, ago };
  const at = (now: Date): Context => ({ ...ctx, now });
  if (clock.getTime() === founded.getTime()) await found(at(founded), story, scale);
  const current = await withCurrent(ctx, async (known) => known);
  const play: Play = { story, times, current, apiKeyId, till, undelivered: [] };
  for (const step of stepsOf(story, times)) {
    if (step.at <= clock) continue;
    await take(play, step, at(step.at));
    if (step.usage) told(step.usage.length);
  }
  return true;
}

async function read(ctx: Context): Promise<{ founded: Date; zone: string; clock: Date }> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ founded: workspaces.createdAt, zone: workspaces.timeZone, clock: pockets.updatedAt })
      .from(workspaces)
      .innerJoin(pockets, and(eq(pockets.workspaceId, workspaces.id), eq(pockets.id, "main")))
      .where(eq(workspaces.id, ctx.workspaceId));
    invariant(row, "the demo's workspace has books");
    return row;
  });
}

/** Who works there, and on which numbers. */
function found(ctx: Context, story: Story, scale: number): Promise<void> {
  const { workspaceId, now } = ctx;
  return inWorkspace(ctx, async (tx) => {
    await watch({ ...ctx, db: tx }, null);
    const own = { workspaceId, createdAt: now };
    for (const agent of story.agents) {
      const monthlyLimitMicro = agent.monthlyLimitMicro ? wholeCredits(scaledBy(scale, agent.monthlyLimitMicro)) : null;
      await tx
        .insert(agents)
        .values({ ...own, ...agent, monthlyLimitMicro })
        .onConflictDoNothing();
    }
    for (const number of story.numbers) {
      await tx
        .insert(numbers)
        .values({ ...own, ...number })
        .onConflictDoNothing();
      await tx.insert(pockets).values({ workspaceId, id: number.id, updatedAt: now }).onConflictDoNothing();
    }
  });
}

async function take(play: Play, step: Step, ctx: Context): Promise<void> {
  await renewPlan({ ...ctx, actor: { kind: "system", name: "plans" } });
  await returnWhatCameBack(play, ctx);
  if (!step.usage) {
    await step.run(ctx, play.till);
    return;
  }
  const balanceMicro = await post(play, step.usage, ctx);
  await topUp(play, ctx, balanceMicro);
}

async function post(play: Play, usage: readonly Planned[], ctx: Context): Promise<bigint> {
  const { current, story, apiKeyId } = play;
  const events = usage.map(({ event }) => {
    const priced = priceEvent(event, { ...current, now: ctx.now });
    invariant(priced, "the demo writes to addresses that exist");
    return priced;
  });
  const posted = await onHotPath((sql) => postUsage(sql, { ...postingOf(ctx, current), apiKeyId, events }));
  invariant(!("stale" in posted), "nothing changes while the demo is written");
  const { verdicts } = posted;
  const random = new Random(story.slug, "returns", ctx.now.getTime());
  for (const [i, verdict] of verdicts.entries()) {
    const { event, at } = usage[i] ?? {};
    if (!event || !at || verdict.status !== "charged" || event.direction !== "outbound") continue;
    if (!["sms", "whatsapp"].includes(event.channel) || !random.chance(story.undelivered)) continue;
    play.undelivered.push({ id: event.id, at: new Date(at.getTime() + random.between(20, 600) * minuteMs) });
  }
  const last = verdicts.at(-1);
  invariant(last && "balanceMicro" in last, "a new event is charged or refused");
  return last.balanceMicro;
}

/** Once its time has come, and never later than the books' own. */
async function returnWhatCameBack(play: Play, ctx: Context): Promise<void> {
  const due = play.undelivered.filter(({ at }) => at <= ctx.now);
  if (due.length === 0) return;
  play.undelivered = play.undelivered.filter(({ at }) => at > ctx.now);
  for (const { id, at } of due.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    await returnUsage({ ...ctx, now: at }, id, "undelivered");
  }
}

async function topUp({ story, times, till }: Play, ctx: Context, balanceMicro: bigint): Promise<void> {
  const rule = story.topUps.find(({ until }) => ctx.now < times.ago(until));
  if (!rule || balanceMicro >= wholeCredits(Math.round(rule.below * times.scale))) return;
  await sell(ctx, till, { credits: Math.round(rule.credits * times.scale) });
}

function scaledBy(scale: number, micro: bigint): number {
  return Math.round(Number(micro / wholeCredits(1)) * scale);
}

/** The log has its months before the first event of the past comes. */
export async function ensurePast(ctx: Pick<Context, "db">, now: Date): Promise<void> {
  const first = foundedAt(now).toISOString();
  await ctx.db.execute(
    sql`select ensure_usage_months(${first}::timestamptz::date, (${now.toISOString()}::timestamptz + interval '1 month')::date)`,
  );
}
