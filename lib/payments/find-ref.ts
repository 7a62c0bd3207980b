import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { providerRefs, type RefKind } from "@/db/schema/payments";
import type { Context } from "@/lib/context";
import type { ProviderAccount } from "./provider";

/** What a provider calls a thing of ours; null when it has never heard of it. */
export function externalIdOf(ctx: Context, kind: RefKind, ourId: string, at?: ProviderAccount): Promise<string | null> {
  return inWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select({ externalId: providerRefs.externalId })
      .from(providerRefs)
      .where(
        and(
          eq(providerRefs.workspaceId, ctx.workspaceId),
          eq(providerRefs.kind, kind),
          eq(providerRefs.ourId, ourId),
          at && eq(providerRefs.account, at.account),
          at && eq(providerRefs.livemode, at.livemode),
        ),
      )
      .orderBy(desc(providerRefs.createdAt))
      .limit(1);
    return found?.externalId ?? null;
  });
}

/** Keeps what a provider calls our things, so that its news find them. */
export async function keepRefs(
  ctx: Context,
  provider: (typeof providerRefs.$inferSelect)["provider"],
  { account, livemode }: ProviderAccount,
  refs: readonly { externalId: string; kind: RefKind; ourId: string }[],
): Promise<void> {
  if (refs.length === 0) return;
  const rows = refs.map((ref) => ({
    ...ref,
    provider,
    account,
    livemode,
    workspaceId: ctx.workspaceId,
    createdAt: ctx.now,
  }));
  await inWorkspace(ctx, (tx) => tx.insert(providerRefs).values(rows).onConflictDoNothing());
}
