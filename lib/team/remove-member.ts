import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign } from "@/lib/gate/permissions";
import { assertAnotherOwner, openTeamChange, roleOf } from "./lock-team";
import { tellRemoved } from "./tell";
import { withdrawInvitationsOf } from "./withdraw-invitations";

/** Their sessions stay, their next request to this workspace finds nothing. */
export function removeMember(ctx: Context, userId: UserId): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    const from = await roleOf(tx, ctx, userId);
    if (!from) throw new AppError("not_found");
    if (!mayAssign(actor.role, { from, to: from })) throw new AppError("forbidden", "owner_only");
    if (from === "owner") await assertAnotherOwner(tx, ctx, userId);
    await tx
      .delete(memberships)
      .where(and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, userId)));
    await recordAudit({ ...ctx, db: tx }, { action: "team.remove", target: userId, before: { role: from } });
    await withdrawInvitationsOf(tx, ctx, userId, null);
    await tellRemoved(tx, ctx, { userId, by: actor.userId });
  });
}
