import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { invitations } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { finishNotice } from "@/lib/notifications/finish";
import { openTeamChange } from "./lock-team";
import { openInvitation } from "./open-invitation";
import { expiredEffect } from "./tell-expired";

export function revokeInvitation(ctx: Context, id: string): Promise<{ email: string }> {
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    const found = await openInvitation(tx, ctx, id, actor);
    await tx
      .update(invitations)
      .set({ revokedAt: ctx.now })
      .where(and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.id, id)));
    await finishNotice({ ...ctx, db: tx }, expiredEffect(found));
    await recordAudit(
      { ...ctx, db: tx },
      { action: "team.revoke_invitation", target: id, before: { role: found.role } },
    );
    return { email: found.email };
  });
}
