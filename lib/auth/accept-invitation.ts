import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { inIdentity, inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { invitations, memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Language } from "@/lib/i18n/locales";
import { announce } from "@/lib/notifications/announce";
import { createSession, type Device, type SignedIn } from "./create-session";
import { type Invitation, openInvitation } from "./invitation";
import { assertGoodPassword, hashPassword } from "./password";
import { insertPerson, type Person, personById, signedInId } from "./people";
import { tellInviter } from "./tell-inviter";

export type Joined = { workspaceSlug: string; workspaceName: string };

/** For somebody signed in: only the invited address may accept. */
export function acceptInvitation(identity: IdentityContext, input: { token: string }): Promise<Joined> {
  const userId = signedInId(identity);
  return inIdentity(identity, async (tx) => {
    const within = { ...identity, db: tx };
    const invitation = await openOrRefuse(within, input.token);
    const person = await personById(tx, userId);
    if (person?.email !== invitation.email) throw new AppError("forbidden", "invitation_other_address");
    return join(within, invitation, person);
  });
}

/** For somebody without an account: the mailed link proves the address, a name and a password make the account. */
export async function acceptInvitationAsNewPerson(
  identity: IdentityContext,
  input: { token: string; name: string; password: string; locale: Language },
  device: Device,
): Promise<Joined & { signedIn: SignedIn }> {
  const asked = await openOrRefuse(identity, input.token);
  if (asked.hasAccount) throw new AppError("conflict", "invitation_sign_in_first");
  assertGoodPassword(input.password, asked.email);
  const passwordHash = await hashPassword(input.password);
  return inIdentity(identity, async (tx) => {
    const stranger = { ...identity, db: tx };
    const invitation = await openOrRefuse(stranger, input.token);
    const { name, locale } = input;
    const person = await insertPerson(tx, { email: invitation.email, name, passwordHash, locale }, identity.now);
    const joined = await join({ ...stranger, actor: { kind: "user", id: person.id } }, invitation, person);
    return { ...joined, signedIn: await createSession(tx, person, "link", device, identity.now) };
  });
}

async function openOrRefuse(identity: IdentityContext, token: string): Promise<Invitation> {
  const asked = await openInvitation(identity, token);
  if (asked.state !== "open") throw new AppError("gone", `invitation_${asked.state}`);
  return asked.invitation;
}

/** After the conditional update the invitation is used; two presses at the same moment make one member. */
async function join(identity: IdentityContext, invitation: Invitation, person: Person): Promise<Joined> {
  const { now, db, requestId } = identity;
  const ctx: Context = {
    workspaceId: invitation.workspaceId,
    actor: { kind: "user", id: person.id },
    now,
    db,
    requestId,
  };
  return inWorkspace(ctx, async (tx) => {
    const [used] = await tx
      .update(invitations)
      .set({ acceptedAt: now, acceptedBy: person.id })
      .where(
        and(
          eq(invitations.workspaceId, ctx.workspaceId),
          eq(invitations.id, invitation.id),
          eq(invitations.sendCount, invitation.sendCount),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .returning({ role: invitations.role });
    if (!used) throw new AppError("gone", "invitation_accepted");
    const [member] = await tx
      .insert(memberships)
      .values({ workspaceId: ctx.workspaceId, userId: person.id, role: used.role, createdAt: now })
      .onConflictDoNothing()
      .returning({ role: memberships.role });
    if (member) await tx.update(users).set({ lastWorkspaceId: ctx.workspaceId }).where(eq(users.id, person.id));
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "team.join",
        target: person.id,
        after: { invitation: invitation.id, ...(member ? { role: member.role } : {}) },
      },
    );
    await tellInviter({ ...ctx, db: tx }, invitation, person);
    if (member) {
      const values = { person: person.name, role: member.role };
      const href = `/w/${invitation.workspaceSlug}/team`;
      const effectKey = `member_joined:${invitation.id}`;
      const notice = { kind: "member_joined", values, href, effectKey } as const;
      await announce({ ...ctx, db: tx }, { notice, audience: "team:write", except: person.id });
    }
    return { workspaceSlug: invitation.workspaceSlug, workspaceName: invitation.workspaceName };
  });
}
