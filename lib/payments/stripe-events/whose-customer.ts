import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { type Db, inSystem } from "@/db";
import { providerRefs } from "@/db/schema/payments";
import type { WorkspaceId } from "@/lib/context";
import type { StoredEvent } from "../work-events";

const id = z.string().or(z.object({ id: z.string() }).transform((object) => object.id));
const told = z.object({
  data: z.object({
    object: z.object({ id: z.string(), customer: id.nullish() }),
    previous_attributes: z.object({ customer: id.nullish() }).nullish(),
  }),
});

/** The workspace whose customer, or whose card, an announcement is about; one that left its customer still tells whose it was. */
export async function whoseCustomer(db: Db, { payload, account, livemode }: StoredEvent): Promise<WorkspaceId | null> {
  const { object, previous_attributes: before } = told.parse(payload).data;
  const names = [object.customer, before?.customer, object.id].filter((name): name is string => Boolean(name));
  const [found] = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: providerRefs.workspaceId })
      .from(providerRefs)
      .where(
        and(
          eq(providerRefs.provider, "stripe"),
          eq(providerRefs.account, account),
          eq(providerRefs.livemode, livemode),
          inArray(providerRefs.externalId, names),
          inArray(providerRefs.kind, ["customer", "payment_method"]),
        ),
      )
      .limit(1),
  );
  return found?.workspaceId ?? null;
}
