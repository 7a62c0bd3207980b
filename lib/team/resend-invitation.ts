import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { invitations } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { finishNotice } from "@/lib/notifications/finish";
import { openTeamChange } from "./lock-team";
import { invitationExpiry, mailInvitation } from "./mail-invitation";
import { openInvitation } from "./open-invitation";
import { assertPauseOver, spendMails } from "./spend-mails";
import { expiredEffect } from "./tell-expired";

/** A new mail with a new link, a new term and the name of whoever sends it; the link of the mail before stops working. */
export function resendInvitation(ctx: Context, id: string): Promise<{ email: string }> {
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    const found = await openInvitation(tx, ctx, id, actor);
    assertPauseOver(found, ctx.now);
    await spendMails(tx, ctx, { by: actor.userId, to: [found.email] });
    const again = {
      sendCount: found.sendCount + 1,
      invitedBy: actor.userId,
      lastSentAt: ctx.now,
      expiresAt: invitationExpiry(ctx.now),
    };
    await tx
      .update(invitations)
      .set(again)
      .where(and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.id, id)));
    await finishNotice({ ...ctx, db: tx }, expiredEffect(found));
    await mailInvitation(tx, ctx, actor.userId, { ...found, ...again });
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "team.resend_invitation",
        target: id,
        before: { sendCount: found.sendCount },
        after: { sendCount: again.sendCount },
      },
    );
    return { email: found.email };
  });
}
