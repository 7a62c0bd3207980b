import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db";
import { invitations } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, UserId } from "@/lib/context";
import { mayAssign, type Role, roles } from "@/lib/gate/permissions";
import { finishNotice } from "@/lib/notifications/finish";
import { expiredEffect } from "./tell-expired";

/**
 * Under the lock of the team: what a person may no longer hand out, their open invitations must not hand out either.
 * `role` is the one they hold from now on, or null once they have left.
 */
export async function withdrawInvitationsOf(tx: Db, ctx: Context, userId: UserId, role: Role | null): Promise<void> {
  const lost = roles.filter((to) => role === null || !mayAssign(role, { from: to, to }));
  if (lost.length === 0) return;
  const withdrawn = await tx
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        eq(invitations.invitedBy, userId),
        inArray(invitations.role, lost),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning();
  for (const invitation of withdrawn) {
    await finishNotice({ ...ctx, db: tx }, expiredEffect(invitation));
    await recordAudit(
      { ...ctx, db: tx },
      { action: "team.revoke_invitation", target: invitation.id, before: { role: invitation.role } },
    );
  }
}
