import "server-only";
import { inWorkspace } from "@/db";
import { memberships } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign, type Role } from "@/lib/gate/permissions";
import { openTeamChange } from "./lock-team";

/** Somebody who is known to agree joins without a mail; everybody else is invited. */
export function addMember(ctx: Context, input: { userId: UserId; role: Role }): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const actor = await openTeamChange(tx, ctx);
    if (!mayAssign(actor.role, { to: input.role })) throw new AppError("forbidden", "owner_only");
    const added = await tx
      .insert(memberships)
      .values({ workspaceId: ctx.workspaceId, ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ userId: memberships.userId });
    if (added.length === 0) throw new AppError("conflict", "already_member");
    await recordAudit({ ...ctx, db: tx }, { action: "team.add", target: input.userId, after: { role: input.role } });
  });
}
