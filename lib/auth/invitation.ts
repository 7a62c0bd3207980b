import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, inIdentity, inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { invitations, memberships, workspaces } from "@/db/schema/workspaces";
import type { Context, IdentityContext, UserId, WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { mayAssign, type Role } from "@/lib/gate/permissions";
import { claimedId, readMailLink } from "./mail-link";
import { personByEmail } from "./people";

export type Invitation = {
  id: string;
  workspaceId: WorkspaceId;
  workspaceName: string;
  workspaceSlug: string;
  timeZone: string;
  email: string;
  role: Role;
  sendCount: number;
  invitedBy: { id: string; name: string; email: string; locale: string };
  /** Whether the invited address has an account already; only the holder of the link learns it. */
  hasAccount: boolean;
};

export type InvitationState =
  | { state: "open"; invitation: Invitation }
  | { state: "accepted" | "revoked" | "expired" | "replaced" | "unknown" };

/** Sending an invitation again raises its count, and with it the purpose that its link is signed for. */
export function invitationPurpose(sendCount: number): string {
  return `invitation:${sendCount}`;
}

/** What an invitation's link says today. Reading it changes nothing. */
export async function openInvitation(identity: IdentityContext, link: string): Promise<InvitationState> {
  const id = claimedId(link);
  if (!id) return { state: "unknown" };
  return inIdentity(identity, (tx) => readInvitation({ ...identity, db: tx }, id, link), { invitation: id });
}

async function readInvitation(identity: IdentityContext, id: string, link: string): Promise<InvitationState> {
  const tx = identity.db;
  const [row] = await tx.select().from(invitations).where(eq(invitations.id, id));
  if (!row) return { state: "unknown" };
  const sentAs = sendingOf(link, row.sendCount);
  if (sentAs === null) return { state: "unknown" };
  if (row.acceptedAt) return { state: "accepted" };
  if (row.revokedAt) return { state: "revoked" };
  if (sentAs !== row.sendCount) return { state: "replaced" };
  if (row.expiresAt <= identity.now) return { state: "expired" };
  const { workspace, inviterRole } = await placeOf(identity, tx, row);
  // Whoever lost the right to invite for a role, or the workspace itself, cannot let anybody in by an older mail.
  if (!inviterRole || !mayAssign(inviterRole, { to: row.role })) return { state: "revoked" };
  const [inviter] = await tx
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(eq(users.id, row.invitedBy));
  invariant(inviter, "an invitation names the person who sent it");
  const { name, slug, timeZone } = workspace;
  return {
    state: "open",
    invitation: {
      id,
      workspaceId: row.workspaceId,
      workspaceName: name,
      workspaceSlug: slug,
      timeZone,
      email: row.email,
      role: row.role,
      sendCount: row.sendCount,
      invitedBy: inviter,
      hasAccount: Boolean(await personByEmail(tx, row.email)),
    },
  };
}

/** Which sending a link came with; only ours are signed, so an older one is known as older and a forged one as nothing. */
function sendingOf(link: string, latest: number): number | null {
  for (let count = latest; count >= 1; count--) {
    if (readMailLink(link, invitationPurpose(count))) return count;
  }
  return null;
}

/** The holder of the link may know what the workspace is called; what the inviter is there decides what the link is worth. */
async function placeOf(
  identity: IdentityContext,
  tx: Db,
  { workspaceId, invitedBy }: { workspaceId: WorkspaceId; invitedBy: UserId },
) {
  const { now, requestId } = identity;
  const ctx: Context = { workspaceId, actor: { kind: "system", name: "invitation" }, now, db: tx, requestId };
  return inWorkspace(ctx, async () => {
    const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId));
    invariant(workspace, "an invitation belongs to a workspace");
    const [inviter] = await tx
      .select({ role: memberships.role })
      .from(memberships)
      .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, invitedBy)));
    return { workspace, inviterRole: inviter?.role ?? null };
  });
}
