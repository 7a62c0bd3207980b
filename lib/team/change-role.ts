import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign, type Role } from "@/lib/gate/permissions";
import { assertAnotherOwner, openTeamChange, roleOf } from "./lock-team";
import { tellRoleChanged } from "./tell";
import { withdrawInvitationsOf } from "./withdraw-invitations";

export function changeRole(ctx: Context, input: { userId: UserId; role: Role }): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    const from = await roleOf(tx, ctx, input.userId);
    if (!from) throw new AppError("not_found");
    if (!mayAssign(actor.role, { from, to: input.role })) throw new AppError("forbidden", "owner_only");
    if (from === input.role) return;
    if (from === "owner") await assertAnotherOwner(tx, ctx, input.userId);
    await tx
      .update(memberships)
      .set({ role: input.role })
      .where(and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, input.userId)));
    const here = { ...ctx, db: tx };
    await recordAudit(here, {
      action: "team.change_role",
      target: input.userId,
      before: { role: from },
      after: { role: input.role },
    });
    await withdrawInvitationsOf(tx, ctx, input.userId, input.role);
    await tellRoleChanged(tx, ctx, { userId: input.userId, by: actor.userId, from, to: input.role });
  });
}
