import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { companies, workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { stripeAccount } from "@/lib/stripe/client";
import { createCustomer } from "@/lib/stripe/customers";
import { externalIdOf, keepRefs } from "./find-ref";

/** The workspace at Stripe, made when it first buys. Two who make it at once get the same one, because they ask under one key. */
export async function ensureCustomer(ctx: Context): Promise<string> {
  const at = await stripeAccount();
  const known = await externalIdOf(ctx, "customer", ctx.workspaceId, at);
  if (known) return known;
  const [who] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ name: workspaces.name, legalName: companies.legalName, email: companies.receiptsEmail })
      .from(workspaces)
      .innerJoin(companies, eq(companies.workspaceId, workspaces.id))
      .where(eq(workspaces.id, ctx.workspaceId)),
  );
  const externalId = await createCustomer({
    name: who?.legalName || who?.name || "",
    email: who?.email ?? "",
    metadata: { workspace_id: ctx.workspaceId },
    idempotencyKey: `customer:${ctx.workspaceId}`,
  });
  await keepRefs(ctx, "stripe", at, [{ externalId, kind: "customer", ourId: ctx.workspaceId }]);
  return externalId;
}
