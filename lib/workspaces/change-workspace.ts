import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { workspaces } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { WorkspaceInput } from "./schema";

/** Name, zone and language. The currency is not among them: every figure of the past was counted in it. */
export function changeWorkspace(ctx: Context, input: WorkspaceInput): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select({ name: workspaces.name, timeZone: workspaces.timeZone, locale: workspaces.locale })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId))
      .for("no key update");
    invariant(found, "the gate opened a workspace that exists");
    const changed = (["name", "timeZone", "locale"] as const).filter((field) => found[field] !== input[field]);
    if (changed.length === 0) return;
    await tx.update(workspaces).set(input).where(eq(workspaces.id, ctx.workspaceId));
    const pick = (from: WorkspaceInput | typeof found) =>
      Object.fromEntries(changed.map((field) => [field, from[field]]));
    await recordAudit(
      { ...ctx, db: tx },
      { action: "workspace.change", target: ctx.workspaceId, before: pick(found), after: pick(input) },
    );
  });
}
