import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { companies, memberships, workspaces } from "@/db/schema/workspaces";
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
      .select({
        name: workspaces.name,
        legalName: companies.legalName,
        receiptsEmail: companies.receiptsEmail,
        ownerEmail: users.email,
      })
      .from(workspaces)
      .innerJoin(companies, eq(companies.workspaceId, workspaces.id))
      .leftJoin(memberships, and(eq(memberships.workspaceId, workspaces.id), eq(memberships.role, "owner")))
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(eq(workspaces.id, ctx.workspaceId))
      // Whoever asks first and whoever asks at the same moment say the same, or the key would be refused to one of them.
      .orderBy(memberships.createdAt, memberships.userId)
      .limit(1),
  );
  const externalId = await createCustomer({
    name: who?.legalName || who?.name || "",
    email: who?.receiptsEmail || who?.ownerEmail || "",
    metadata: { workspace_id: ctx.workspaceId },
    idempotencyKey: `customer:${ctx.workspaceId}`,
  });
  await keepRefs(ctx, "stripe", at, [{ externalId, kind: "customer", ourId: ctx.workspaceId }]);
  return externalId;
}
