import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { workspaces } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import type { KeptMonths } from "./kept-months";

/** How long single items are kept from now on; null is for ever. What is older is summarised by the worker, at once. */
export function keepUsage(ctx: Context, months: KeptMonths | null): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select({ months: workspaces.usageKeptMonths })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId))
      .for("no key update");
    invariant(found, "the gate opened a workspace that exists");
    if (found.months === months) return;
    await tx.update(workspaces).set({ usageKeptMonths: months }).where(eq(workspaces.id, ctx.workspaceId));
    await recordAudit(
      { ...ctx, db: tx },
      { action: "usage.keep", target: ctx.workspaceId, before: { months: found.months }, after: { months } },
    );
    if (months === null) return;
    const { workspaceId } = ctx;
    await enqueue(tx, "usage.summarise", { workspaceId }, { key: `usage.summarise:${workspaceId}` });
  });
}
