import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { agents } from "@/db/schema/agents";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { creditsToDecimal } from "@/lib/credits";
import { invariant } from "@/lib/errors";

export type AgentSettings = {
  name: string;
  monthlyLimitMicro: bigint | null;
  atLimit: "stop" | "use_wallet";
  whenPlanExhausted: "stop" | "use_wallet";
};

export type SavedAgent = AgentSettings & { id: string; stopped: boolean; createdAt: Date };

/** Makes the agent or replaces its settings; a deleted one is there again. Its new limits count from the next event on. */
export function saveAgent(ctx: Context, id: string, settings: AgentSettings): Promise<SavedAgent> {
  return inWorkspace(ctx, async (tx) => {
    const here = and(eq(agents.workspaceId, ctx.workspaceId), eq(agents.id, id));
    const [made] = await tx
      .insert(agents)
      .values({ workspaceId: ctx.workspaceId, id, ...settings, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning();
    const [before] = await tx.select().from(agents).where(here).for("update");
    const [after] = await tx
      .update(agents)
      .set({ ...settings, deletedAt: null })
      .where(here)
      .returning();
    invariant(before && after, "the agent was just made");
    const isNew = Boolean(made) || before.deletedAt !== null;
    const change = {
      action: isNew ? "agent.create" : "agent.change",
      target: id,
      before: isNew ? null : toldOf(before),
      after: toldOf(after),
    };
    if (JSON.stringify(change.before) !== JSON.stringify(change.after)) await recordAudit({ ...ctx, db: tx }, change);
    return after;
  });
}

function toldOf({ name, monthlyLimitMicro, atLimit, whenPlanExhausted }: AgentSettings): Record<string, string | null> {
  const monthlyLimit = monthlyLimitMicro === null ? null : creditsToDecimal(monthlyLimitMicro);
  return { name, monthlyLimit, atLimit, whenPlanExhausted };
}
