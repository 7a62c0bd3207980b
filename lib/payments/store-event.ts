import "server-only";
import type { Db } from "@/db";
import { inScope } from "@/db";
import { type ProviderName, providerEvents } from "@/db/schema/payments";
import { enqueue } from "@/lib/jobs/enqueue";

export type Announced = {
  provider: ProviderName;
  id: string;
  account: string;
  livemode: boolean;
  apiVersion: string | null;
  type: string;
  objectId: string | null;
  payload: Record<string, unknown>;
  happenedAt: Date;
};

/** Writes down what a provider announced, before it is answered; the same announcement again changes nothing. */
export function storeEvent(db: Db, event: Announced, now: Date): Promise<void> {
  return inScope(db, {}, async (tx) => {
    await tx
      .insert(providerEvents)
      .values({ ...event, receivedAt: now, nextAt: now })
      .onConflictDoNothing();
    await enqueue(tx, "payments.work_events", {}, { key: "payments.work_events", maxAttempts: 1 });
  });
}
