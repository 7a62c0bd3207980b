import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type Db, inSystem } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import type { WorkspaceId } from "@/lib/context";
import { lookAtRecurring } from "@/lib/recurring/look-at-recurring";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";

const carried = z.record(z.string(), z.string()).nullish();
const told = z.object({
  data: z.object({
    object: z.object({
      metadata: carried,
      parent: z.object({ subscription_details: z.object({ metadata: carried }).nullish() }).nullish(),
    }),
  }),
});

/** A subscription or an invoice of one has changed: we ask how the recurring purchase stands that it carries the name of. */
export async function recurringChanged(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const { metadata, parent } = told.parse(event.payload).data.object;
  const names = { ...metadata, ...parent?.subscription_details?.metadata };
  const [found] = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: recurringPurchases.workspaceId, id: recurringPurchases.id })
      .from(recurringPurchases)
      .where(
        and(
          eq(recurringPurchases.workspaceId, (names.workspace_id ?? "") as WorkspaceId),
          eq(recurringPurchases.id, names.recurring_id ?? ""),
        ),
      ),
  );
  if (!found) return { status: "done", said: "Of a recurring purchase nobody here knows." };
  const said = await lookAtRecurring(providerContext(db, found.workspaceId, "stripe", now), found.id);
  return { status: "done", said: `Recurring purchase ${found.id}: ${said}.`, workspaceId: found.workspaceId };
}
