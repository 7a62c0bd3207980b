import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { buyDrafts } from "@/db/schema/purchases";
import type { Context, UserId } from "@/lib/context";
import { invariant } from "@/lib/errors";

export type Draft = Readonly<Record<string, string>>;

/** What this person had chosen the last time, here or at a number's own page. */
export async function readDraft(ctx: Context, pocket: string): Promise<Draft | null> {
  const [found] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ values: buyDrafts.values })
      .from(buyDrafts)
      .where(
        and(
          eq(buyDrafts.workspaceId, ctx.workspaceId),
          eq(buyDrafts.userId, buyerOf(ctx)),
          eq(buyDrafts.pocket, pocket),
        ),
      ),
  );
  return found?.values ?? null;
}

export async function keepDraft(ctx: Context, pocket: string, values: Record<string, string>): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx
      .insert(buyDrafts)
      .values({ workspaceId: ctx.workspaceId, userId: buyerOf(ctx), pocket, values, updatedAt: ctx.now })
      .onConflictDoUpdate({
        target: [buyDrafts.workspaceId, buyDrafts.userId, buyDrafts.pocket],
        set: { values, updatedAt: ctx.now },
      }),
  );
}

function buyerOf({ actor }: Context): UserId {
  invariant(actor.kind === "user", "a draft is a person's");
  return actor.id;
}
