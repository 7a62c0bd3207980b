import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { invitations, memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign } from "@/lib/gate/permissions";
import { newId } from "@/lib/ids";
import { readAddresses } from "./addresses";
import { openTeamChange } from "./lock-team";
import { invitationExpiry, mailInvitation } from "./mail-invitation";
import type { InviteInput } from "./schema";
import { spendMails } from "./spend-mails";

const mostAtOnce = 20;
const field = "addresses";

/** All of the addresses or none: a list that is half sent leaves somebody guessing which half. */
export async function inviteMembers(ctx: Context, input: InviteInput): Promise<{ sent: string[] }> {
  const addresses = typedAddresses(input.addresses);
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    if (!mayAssign(actor.role, { to: input.role })) throw new AppError("forbidden", "owner_only", { field: "role" });
    await refuseKnown(tx, ctx, addresses);
    await spendMails(tx, ctx, { by: actor.userId, to: addresses, field });
    for (const email of addresses) {
      const [invitation] = await tx
        .insert(invitations)
        .values({
          workspaceId: ctx.workspaceId,
          id: newId("inv", ctx.now.getTime()),
          email,
          role: input.role,
          locale: input.locale,
          invitedBy: actor.userId,
          createdAt: ctx.now,
          lastSentAt: ctx.now,
          expiresAt: invitationExpiry(ctx.now),
        })
        .returning();
      if (!invitation) throw new AppError("conflict");
      await mailInvitation(tx, ctx, actor.userId, invitation);
      await recordAudit(
        { ...ctx, db: tx },
        { action: "team.invite", target: invitation.id, after: { role: input.role } },
      );
    }
    return { sent: addresses };
  });
}

function typedAddresses(text: string): string[] {
  const { folded, unreadable } = readAddresses(text);
  if (unreadable.length > 0) {
    throw new AppError("invalid", "addresses_unreadable", { field, values: { addresses: unreadable.join(", ") } });
  }
  if (folded.length === 0) throw new AppError("invalid", "required", { field });
  if (folded.length > mostAtOnce)
    throw new AppError("invalid", "addresses_too_many", { field, values: { max: mostAtOnce } });
  return folded;
}

/** Names each address that is in the team or has an open invitation already. */
async function refuseKnown(tx: Db, ctx: Context, addresses: string[]): Promise<void> {
  const members = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, ctx.workspaceId), inArray(users.email, addresses)));
  const open = await tx
    .select({ email: invitations.email })
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        inArray(invitations.email, addresses),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
  const names = (rows: { email: string }[]) => rows.map(({ email }) => email).join(", ");
  const values = { members: names(members), invited: names(open) };
  if (members.length > 0 && open.length > 0) throw new AppError("conflict", "addresses_known", { field, values });
  if (members.length > 0) throw new AppError("conflict", "addresses_members", { field, values });
  if (open.length > 0) throw new AppError("conflict", "addresses_invited", { field, values });
}
