import "server-only";
import { onHotPath } from "@/db/hot";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { Coalescer } from "./coalescer";
import { foldRepeats, unfoldRepeats } from "./fold-repeats";
import { type Posting, postUsage, type Stale } from "./post-usage";
import { priceEvent } from "./price-event";
import type { PricedEvent } from "./priced-event";
import type { UsageEvent } from "./schema";
import type { Verdict } from "./verdicts";
import { type Current, withCurrent } from "./with-current";

type Metered = { ctx: Context; event: UsageEvent };

/** A single event, in one call with whatever else its caller's key is sending at this moment. */
export function meterOne(ctx: Context, event: UsageEvent): Promise<Verdict> {
  return lanes().submit(`${ctx.workspaceId} ${keyOf(ctx) ?? ""}`, { ctx, event });
}

const holder = globalThis as typeof globalThis & { saldoLanes?: Coalescer<Metered, Verdict> };

function lanes(): Coalescer<Metered, Verdict> {
  holder.saldoLanes ??= new Coalescer(async (_, requests) => {
    const [first] = requests;
    invariant(first, "a batch has a first request");
    return meterUsage(
      first.ctx,
      requests.map(({ event }) => event),
    );
  });
  return holder.saldoLanes;
}

/** Judges and charges events in their order: all in one call or, where one is malformed, none. */
export async function meterUsage(ctx: Context, events: readonly UsageEvent[]): Promise<Verdict[]> {
  try {
    return await withCurrent(ctx, (current) => judge(postingOf(ctx, current), priced(ctx, current, events)));
  } catch (error) {
    throw named(error, events);
  }
}

export function postingOf(ctx: Context, { book, place }: Current): Omit<Posting, "events"> {
  return { workspaceId: ctx.workspaceId, place, rates: book.version, apiKeyId: keyOf(ctx), now: ctx.now };
}

function priced(ctx: Context, current: Current, events: readonly UsageEvent[]): PricedEvent[] {
  return events.map((event, i) => {
    const found = priceEvent(event, { ...current, now: ctx.now });
    if (found) return found;
    const field = event.to === undefined ? "from" : "to";
    throw new AppError("invalid", "recipient", { field: fieldOf(events, i, field) });
  });
}

/** Keys in a call must differ, so repeats are folded before and told afterwards. */
async function judge(posting: Omit<Posting, "events">, events: readonly PricedEvent[]): Promise<Verdict[] | Stale> {
  const folded = foldRepeats(events);
  const answer = await onHotPath((sql) => postUsage(sql, { ...posting, events: folded.first }));
  if ("stale" in answer) return answer;
  const verdicts = unfoldRepeats(events, folded, answer);
  const open = verdicts.flatMap((verdict, i) => (verdict ? [] : [i]));
  if (open.length > 0) {
    const rest = await judge(
      posting,
      open.flatMap((i) => events[i] ?? []),
    );
    if ("stale" in rest) return rest;
    for (const [at, i] of open.entries()) verdicts[i] = rest[at] ?? null;
  }
  return verdicts.map((verdict) => {
    invariant(verdict, "every event has a verdict");
    return verdict;
  });
}

/** The database names an unknown agent or number; the caller wants to know which of the events said so. */
function named(error: unknown, events: readonly UsageEvent[]): unknown {
  if (!(error instanceof AppError)) return error;
  const { field, values } = error.details;
  if (field !== "agent" && field !== "number") return error;
  const at = events.findIndex((event) => event[field] === values?.name);
  return new AppError(error.code, error.key, { field: fieldOf(events, at, field), values });
}

function fieldOf(events: readonly UsageEvent[], i: number, field: string): string {
  return events.length === 1 ? field : `events[${i}].${field}`;
}

export function keyOf(ctx: Context): string | null {
  return ctx.actor.kind === "apiKey" ? ctx.actor.id : null;
}
