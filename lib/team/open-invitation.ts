import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { invitations } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign, type Role } from "@/lib/gate/permissions";

type Invitation = typeof invitations.$inferSelect;

/** Under the lock of the team: an invitation that still waits, and that this person may decide about. */
export async function openInvitation(tx: Db, ctx: Context, id: string, actor: { role: Role }): Promise<Invitation> {
  const [found] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.id, id)))
    .for("no key update");
  if (!found) throw new AppError("not_found");
  if (found.acceptedAt || found.revokedAt) throw new AppError("gone", "invitation_closed");
  if (!mayAssign(actor.role, { from: found.role, to: found.role })) throw new AppError("forbidden", "owner_only");
  return found;
}
