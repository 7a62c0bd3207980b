import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";

export type NumberSettings = { name: string; phone: string | null; usesWorkspace: boolean };
export type SavedNumber = NumberSettings & { id: string; walletMicro: bigint; createdAt: Date };

/** Makes the number with a pocket of its own, or replaces its settings; its credits stay. */
export function saveNumber(ctx: Context, id: string, settings: NumberSettings): Promise<SavedNumber> {
  invariant(id !== "main", "the main pocket belongs to no number");
  return inWorkspace(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const here = and(eq(numbers.workspaceId, workspaceId), eq(numbers.id, id));
    const [made] = await tx
      .insert(numbers)
      .values({ workspaceId, id, ...settings, createdAt: now })
      .onConflictDoNothing()
      .returning();
    await tx.insert(pockets).values({ workspaceId, id, updatedAt: now }).onConflictDoNothing();
    const [before] = await tx.select().from(numbers).where(here).for("update");
    const [after] = await tx.update(numbers).set(settings).where(here).returning();
    const [pocket] = await tx
      .select({ walletMicro: pockets.walletMicro })
      .from(pockets)
      .where(and(eq(pockets.workspaceId, workspaceId), eq(pockets.id, id)));
    invariant(before && after && pocket, "the number and its pocket were just made");
    const change = {
      action: made ? "number.create" : "number.change",
      target: id,
      before: made ? null : toldOf(before),
      after: toldOf(after),
    };
    if (JSON.stringify(change.before) !== JSON.stringify(change.after)) await recordAudit({ ...ctx, db: tx }, change);
    return { ...after, walletMicro: pocket.walletMicro };
  });
}

function toldOf({ name, phone, usesWorkspace }: NumberSettings) {
  return { name, phone, usesWorkspace };
}
