import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { users } from "@/db/schema/identity";
import { type invitations, workspaces } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { queueMail } from "@/lib/mail/queue-mail";

type Sent = Pick<typeof invitations.$inferSelect, "id" | "email" | "role" | "locale" | "sendCount" | "expiresAt">;

const invitationDays = 7;

export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000);
}

/** The link is signed when the mail is written, so neither the row nor the waiting job can be used to join. */
export async function mailInvitation(tx: Db, ctx: Context, inviter: UserId, invitation: Sent): Promise<void> {
  const [workspace] = await tx
    .select({ name: workspaces.name, timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, inviter));
  invariant(workspace && person, "a member of the workspace invites");
  const { id, email, role, locale, sendCount, expiresAt } = invitation;
  await queueMail(tx, {
    template: "invitation",
    props: {
      invitationId: id,
      sendCount,
      workspace: workspace.name,
      inviter: person.name,
      role,
      expiresAt: expiresAt.toISOString(),
    },
    to: { name: "", address: email },
    locale,
    timeZone: workspace.timeZone,
    effectKey: `invitation:${id}:${sendCount}`,
    deadline: expiresAt.toISOString(),
  });
}
