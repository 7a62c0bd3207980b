import "server-only";
import { and, eq, gte, inArray, lte, or } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { payments, providerCursors } from "@/db/schema/payments";
import { log } from "@/lib/log";
import { stripeAccount } from "@/lib/stripe/client";
import { eventsSince } from "@/lib/stripe/events";
import { lookAtPayment } from "./look-at-payment";
import { providerContext } from "./provider-context";
import { hasProvider } from "./providers";
import { storeEvent } from "./store-event";
import { announcedBy } from "./stripe-events/announced";

const overlapMs = 15 * 60_000;
const longestMs = 29 * 24 * 3_600_000;
const quietMs = 2 * 60_000;

/** What was announced and never came is fetched; what came already is there once. */
export async function fetchMissedEvents(db: Db, now: Date): Promise<number> {
  const at = await stripeAccount();
  const mine = and(
    eq(providerCursors.provider, "stripe"),
    eq(providerCursors.account, at.account),
    eq(providerCursors.livemode, at.livemode),
  );
  const [cursor] = await inSystem(db, (tx) => tx.select().from(providerCursors).where(mine));
  const from = Math.max(now.getTime() - longestMs, (cursor?.readUntil.getTime() ?? now.getTime()) - overlapMs);
  let count = 0;
  for await (const event of eventsSince(new Date(from))) {
    await storeEvent(db, announcedBy(event, at.account), now);
    count += 1;
  }
  await inSystem(db, (tx) =>
    tx
      .insert(providerCursors)
      .values({ provider: "stripe", ...at, readUntil: now })
      .onConflictDoUpdate({
        target: [providerCursors.provider, providerCursors.account, providerCursors.livemode],
        set: { readUntil: now },
      }),
  );
  return count;
}

/** Payments that are open and of which nothing was heard for a while are asked about, whether or not anything was announced. */
export async function lookAtOpenPayments(db: Db, now: Date): Promise<number> {
  const asked = (["stripe", "bank"] as const).filter(hasProvider);
  const open = await inSystem(db, (tx) =>
    tx
      .select()
      .from(payments)
      .where(
        and(
          inArray(payments.provider, asked),
          or(
            and(
              inArray(payments.status, ["open", "processing"]),
              lte(payments.createdAt, new Date(now.getTime() - quietMs)),
            ),
            mayStillReceive(now),
          ),
        ),
      )
      .orderBy(payments.createdAt)
      .limit(500),
  );
  for (const payment of open) {
    const ctx = providerContext(db, payment.workspaceId, payment.provider, now);
    await lookAtPayment(ctx, payment).catch((error: unknown) =>
      log.warn({ payment_id: payment.id, err: error }, "a payment could not be looked at"),
    );
  }
  return open.length;
}

const lateDays = 7;
const lateEveryMs = 3_600_000;

/** An account number can be paid into again after it was paid or has expired: for a week it is asked about each hour. */
function mayStillReceive(now: Date) {
  return and(
    eq(payments.kind, "transfer"),
    inArray(payments.status, ["paid", "closed"]),
    gte(payments.finishedAt, new Date(now.getTime() - lateDays * 86_400_000)),
    lte(payments.lookedAt, new Date(now.getTime() - lateEveryMs)),
  );
}
