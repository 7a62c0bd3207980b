import "server-only";
import { and, eq, gt, isNull, lte } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { invitations, memberships, workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { notify } from "@/lib/notifications/notify";

/** A worker that was away for days still tells; the effect key keeps it to once. */
const lookBackMs = 7 * 24 * 60 * 60 * 1_000;

/** Names the one effect, so that sending again or revoking can call it done. */
export function expiredEffect(invitation: { id: string; sendCount: number }): string {
  return `invitation_expired:${invitation.id}:${invitation.sendCount}`;
}

/** Tells whoever invited, as long as they still belong to the team, that nobody answered. */
export function tellExpiredInvitations(db: Db, now: Date): Promise<number> {
  return inSystem(db, async (tx) => {
    const expired = await tx
      .select({
        workspaceId: invitations.workspaceId,
        slug: workspaces.slug,
        id: invitations.id,
        sendCount: invitations.sendCount,
        address: invitations.email,
        invitedBy: invitations.invitedBy,
      })
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .innerJoin(
        memberships,
        and(eq(memberships.workspaceId, invitations.workspaceId), eq(memberships.userId, invitations.invitedBy)),
      )
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          lte(invitations.expiresAt, now),
          gt(invitations.expiresAt, new Date(now.getTime() - lookBackMs)),
        ),
      );
    let told = 0;
    for (const { workspaceId, slug, address, invitedBy, ...invitation } of expired) {
      const actor = { kind: "system", name: "invitations" } as const;
      const ctx: Context = { workspaceId, actor, now, db: tx, requestId: newId("req") };
      const effectKey = expiredEffect(invitation);
      const notice = { kind: "invitation_expired", values: { address }, href: `/w/${slug}/team`, effectKey } as const;
      told += (await notify(ctx, [invitedBy], notice)).length;
    }
    return told;
  });
}
