import "server-only";
import { onHotPath } from "@/db/hot";
import type { Context } from "@/lib/context";
import { isAway } from "@/lib/database-away";
import { AppError, invariant } from "@/lib/errors";
import { Coalescer } from "./coalescer";
import { foldRepeats, unfoldRepeats } from "./fold-repeats";
import { type Posting, postUsage, type Stale } from "./post-usage";
import { priceEvent } from "./price-event";
import type { PricedEvent } from "./priced-event";
import type { UsageEvent } from "./schema";
import type { Verdict } from "./verdicts";
import { type Current, UnknownName, withCurrent } from "./with-current";

type Metered = { ctx: Context; event: UsageEvent };

/** A single event, in one call with whatever else its caller's key is sending at this moment. */
export function meterOne(ctx: Context, event: UsageEvent): Promise<Verdict> {
  return lanes().submit(`${ctx.workspaceId} ${keyOf(ctx) ?? ""}`, { ctx, event });
}

const holder = globalThis as typeof globalThis & { saldoLanes?: Coalescer<Metered, Verdict> };

function lanes(): Coalescer<Metered, Verdict> {
  holder.saldoLanes ??= new Coalescer<Metered, Verdict>(
    async (_, requests) => {
      const [first] = requests;
      invariant(first, "a batch has a first request");
      return meterEach(
        first.ctx,
        requests.map(({ event }) => event),
      );
    },
    { isEverybodys: isAway },
  );
  return holder.saldoLanes;
}

/** As one call for each, and where some are refused as malformed, the others are judged without them. */
async function meterEach(ctx: Context, events: readonly UsageEvent[]): Promise<(Verdict | AppError)[]> {
  const told: (Verdict | AppError | undefined)[] = events.map(() => undefined);
  for (;;) {
    const open = [...told.keys()].filter((i) => told[i] === undefined);
    const asked = open.flatMap((i) => events[i] ?? []);
    try {
      const verdicts = asked.length === 0 ? [] : await meterUsage(ctx, asked);
      for (const [at, i] of open.entries()) told[i] = verdicts[at];
      return told.map((one) => {
        invariant(one, "every event has a verdict");
        return one;
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const culprits = open.filter((i, at) => concerns(error, events[i], at));
      if (culprits.length === 0) throw error;
      for (const i of culprits) told[i] = alone(error, events[i]);
    }
  }
}

function concerns(error: AppError, event: UsageEvent | undefined, at: number): boolean {
  const { field = "" } = error.details;
  if (error instanceof UnknownName) return error.names.includes(event?.[nameField(field)] ?? "");
  return field.startsWith(`events[${at}].`) || (error.key === "recipient" && !field.startsWith("events["));
}

/** The same refusal, as somebody is told who sent this event and no other. */
function alone(error: AppError, event: UsageEvent | undefined): AppError {
  const field = lastOf(error.details.field ?? "");
  if (error instanceof UnknownName) return new UnknownName(nameField(field), [event?.[nameField(field)] ?? ""]);
  return new AppError(error.code, error.key, { ...error.details, field });
}

function lastOf(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

function nameField(field: string): "agent" | "number" {
  return lastOf(field) === "number" ? "number" : "agent";
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
  return "stale" in answer ? answer : unfoldRepeats(events, folded, answer);
}

/** The database names an unknown agent or number; the caller wants to know which of the events said so. */
function named(error: unknown, events: readonly UsageEvent[]): unknown {
  if (!(error instanceof UnknownName)) return error;
  const field = nameField(error.details.field ?? "");
  const at = events.findIndex((event) => event[field] === error.names[0]);
  return new UnknownName(field, error.names, fieldOf(events, at, field));
}

function fieldOf(events: readonly UsageEvent[], i: number, field: string): string {
  return events.length === 1 ? field : `events[${i}].${field}`;
}

export function keyOf(ctx: Context): string | null {
  return ctx.actor.kind === "apiKey" ? ctx.actor.id : null;
}
