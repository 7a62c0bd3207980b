import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { assertAnotherOwner, lockTeam, roleOf } from "./lock-team";
import { tellLeft } from "./tell";
import { withdrawInvitationsOf } from "./withdraw-invitations";

export function leaveWorkspace(ctx: Context): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    invariant(ctx.actor.kind === "user", "people leave, programs are revoked");
    const userId = ctx.actor.id;
    await lockTeam(tx, ctx);
    const from = await roleOf(tx, ctx, userId);
    if (!from) throw new AppError("not_found");
    if (from === "owner") await assertAnotherOwner(tx, ctx, userId);
    await tx
      .delete(memberships)
      .where(and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, userId)));
    await recordAudit({ ...ctx, db: tx }, { action: "team.leave", target: userId, before: { role: from } });
    await withdrawInvitationsOf(tx, ctx, userId, null);
    await tellLeft(tx, ctx, { userId, role: from });
  });
}
