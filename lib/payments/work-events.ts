import "server-only";
import { and, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { providerEvents } from "@/db/schema/payments";
import { log } from "@/lib/log";
import { handleBankEvent } from "./bank-events/handle";
import { handleStripeEvent } from "./stripe-events/handlers";

export type StoredEvent = typeof providerEvents.$inferSelect;

/** What was made of an announcement. `waiting` is about something we do not know yet: it is looked at again. */
export type Handled = { status: "done" | "waiting"; said: string; workspaceId?: string };

const leaseSeconds = 60;
/** About three days: as long as a provider would go on announcing it. */
const mostAttempts = 24;
const sideBySide = 4;

/**
 * Works off what is due, several at once and in no order: each handler asks the provider how things stand now. An
 * announcement is leased while somebody works on it, so that none is lost with a process that dies.
 */
export async function workEvents(db: Db, now: () => Date): Promise<number> {
  const lanes = Array.from({ length: sideBySide }, async () => {
    let count = 0;
    for (let event = await take(db, now()); event; event = await take(db, now())) {
      await work(db, event, now);
      count += 1;
    }
    return count;
  });
  return (await Promise.all(lanes)).reduce((sum, count) => sum + count, 0);
}

function take(db: Db, now: Date): Promise<StoredEvent | undefined> {
  return inSystem(db, async (tx) => {
    const [due] = await tx
      .select({ provider: providerEvents.provider, id: providerEvents.id })
      .from(providerEvents)
      .where(
        and(
          inArray(providerEvents.status, ["pending", "waiting"]),
          lte(providerEvents.nextAt, now),
          or(isNull(providerEvents.leasedUntil), lt(providerEvents.leasedUntil, now)),
        ),
      )
      .orderBy(providerEvents.nextAt)
      .limit(1)
      .for("update", { skipLocked: true });
    if (!due) return undefined;
    const [taken] = await tx
      .update(providerEvents)
      .set({
        leasedUntil: new Date(now.getTime() + leaseSeconds * 1_000),
        attempts: sql`${providerEvents.attempts} + 1`,
      })
      .where(named(due))
      .returning();
    return taken;
  });
}

async function work(db: Db, event: StoredEvent, now: () => Date): Promise<void> {
  const outcome = await handled(db, event, now()).catch((error: unknown): Handled => {
    log.warn({ event_id: event.id, type: event.type, attempts: event.attempts, err: error }, "announcement failed");
    return { status: "waiting", said: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  });
  const at = now();
  const givenUp = outcome.status === "waiting" && event.attempts >= mostAttempts;
  if (givenUp)
    log.error({ event_id: event.id, type: event.type }, "announcement given up; see the operator's payments");
  await inSystem(db, (tx) =>
    tx
      .update(providerEvents)
      .set({
        status: givenUp ? "dead" : outcome.status,
        said: outcome.said,
        workspaceId: outcome.workspaceId ?? event.workspaceId,
        leasedUntil: null,
        nextAt: new Date(at.getTime() + pauseMs(event.attempts)),
        finishedAt: outcome.status === "done" || givenUp ? at : null,
      })
      .where(and(named(event), inArray(providerEvents.status, ["pending", "waiting"]))),
  );
}

function handled(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  return event.provider === "stripe" ? handleStripeEvent(db, event, now) : handleBankEvent(db, event, now);
}

const named = ({ provider, id }: Pick<StoredEvent, "provider" | "id">) =>
  and(eq(providerEvents.provider, provider), eq(providerEvents.id, id));

/** 5 s, 10 s, 20 s … at most six hours. */
function pauseMs(attempts: number): number {
  return Math.min(2.5 * 2 ** attempts, 6 * 3_600) * 1_000;
}
