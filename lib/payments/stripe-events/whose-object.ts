import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { type Db, inSystem } from "@/db";
import { payments, providerRefs } from "@/db/schema/payments";
import type { WorkspaceId } from "@/lib/context";
import { readPayment } from "@/lib/stripe/cards";
import type { StoredEvent } from "../work-events";

export type Owner = { workspaceId: WorkspaceId; paymentId: string };

const id = z.string().nullish();
const told = z.object({
  data: z.object({
    object: z.object({
      id,
      payment_intent: id.or(z.object({ id: z.string() })),
      /** Of a refund, a dispute or a warning. */
      charge: id.or(z.object({ id: z.string() })),
      metadata: z.object({ workspace_id: id, purchase_id: id, attempt: id }).nullish(),
    }),
  }),
});

/**
 * Which payment of ours an announcement is about: by the names the provider has for it, else by what we gave it to carry. A
 * thing that carries nothing of ours and that we never named was made by somebody else in the same account.
 */
export async function whoseObject(
  db: Db,
  { payload, account, livemode }: StoredEvent,
): Promise<Owner | "stranger" | null> {
  const { object } = told.parse(payload).data;
  const named = (one: typeof object.charge) => (typeof one === "object" ? one?.id : one);
  const names = [object.id, named(object.payment_intent), named(object.charge)].filter((name): name is string =>
    Boolean(name),
  );
  const carried = object.metadata;
  return inSystem(db, async (tx) => {
    const [known] = await tx
      .select({ workspaceId: providerRefs.workspaceId, paymentId: providerRefs.ourId })
      .from(providerRefs)
      .where(
        and(
          eq(providerRefs.provider, "stripe"),
          eq(providerRefs.account, account),
          eq(providerRefs.livemode, livemode),
          inArray(providerRefs.externalId, names),
          inArray(providerRefs.kind, ["checkout", "payment", "charge"]),
        ),
      )
      .limit(1);
    if (known) return known;
    if (!carried?.purchase_id || !carried.workspace_id) return "stranger";
    const [meant] = await tx
      .select({ workspaceId: payments.workspaceId, paymentId: payments.id })
      .from(payments)
      .where(
        and(
          eq(payments.workspaceId, carried.workspace_id as WorkspaceId),
          eq(payments.purchaseId, carried.purchase_id),
          eq(payments.attempt, Number(carried.attempt)),
        ),
      );
    return meant ?? null;
  });
}

/**
 * The same for what came after a payment, a refund or a dispute that somebody else began: it carries nothing of ours, but the
 * payment it is of does, and its news may come before those of the payment.
 */
export async function whoseReturn(db: Db, event: StoredEvent): Promise<Owner | "stranger" | null> {
  const owner = await whoseObject(db, event);
  const { payment_intent: intent } = told.parse(event.payload).data.object;
  const id = typeof intent === "object" ? intent?.id : intent;
  if (owner !== "stranger" || !id) return owner;
  return whoseObject(db, { ...event, payload: { data: { object: await readPayment(id) } } });
}
