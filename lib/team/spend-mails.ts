import "server-only";
import type { Db } from "@/db";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { spendWithin } from "@/lib/gate/rate-limit";

const resendSeconds = 120;

/**
 * An invitation is a mail to somebody who did not ask for it. Each counts for the workspace, for who sends it and for
 * the mailbox, before any is sent; a refusal gives back what was counted with the rest of the transaction.
 */
export async function spendMails(
  tx: Db,
  ctx: Context,
  sent: { by: UserId; to: readonly string[]; field?: string },
): Promise<void> {
  const { by, to, field } = sent;
  const where = field ? { field } : {};
  const minutes =
    (await spendWithin(tx, "invitationsByWorkspace", ctx.workspaceId, ctx.now, to.length)) ??
    (await spendWithin(tx, "invitationsByPerson", by, ctx.now, to.length));
  if (minutes !== null) throw new AppError("rate_limited", "invitations_spent", { ...where, values: { minutes } });
  // In one order everywhere, so that two workspaces that invite the same people wait for each other in turn.
  for (const address of [...to].sort()) {
    const wait = await spendWithin(tx, "invitationsByRecipient", address, ctx.now, 1);
    if (wait !== null) throw mailboxSpent(address, wait, field);
  }
}

/** The first mail may have been lost, so sending it again waits for nothing; from then on there is a pause. */
export function assertPauseOver(invitation: { email: string; sendCount: number; lastSentAt: Date }, now: Date): void {
  if (invitation.sendCount < 2) return;
  const seconds = resendSeconds - (now.getTime() - invitation.lastSentAt.getTime()) / 1000;
  if (seconds > 0) throw mailboxSpent(invitation.email, Math.ceil(seconds / 60));
}

function mailboxSpent(address: string, minutes: number, field?: string): AppError {
  return new AppError("rate_limited", "invitation_mail_spent", {
    ...(field ? { field } : {}),
    values: { address, minutes },
  });
}
