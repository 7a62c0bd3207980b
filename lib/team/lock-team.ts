import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { Db } from "@/db";
import { memberships, workspaces } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { may, type Role } from "@/lib/gate/permissions";

/**
 * Changes to who belongs to a workspace take turns on the workspace's own row. Each reads the others' outcome only after
 * its turn has come, so two owners who leave at the same moment cannot both see the other one staying.
 */
export async function lockTeam(tx: Db, ctx: Context): Promise<void> {
  const [row] = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
    .for("no key update");
  invariant(row, "the gate opened a workspace that exists");
}

/** The role a person holds now, under the lock; the one the gate saw may be a moment old. */
export async function roleOf(tx: Db, ctx: Context, userId: UserId): Promise<Role | null> {
  const [row] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, userId)));
  return row?.role ?? null;
}

/** Takes the lock and answers with the person who acts, provided that they may still change the team. */
export async function openTeamChange(tx: Db, ctx: Context): Promise<{ userId: UserId; role: Role }> {
  invariant(ctx.actor.kind === "user", "the team is changed by people");
  await lockTeam(tx, ctx);
  const role = await roleOf(tx, ctx, ctx.actor.id);
  if (!role || !may(role, "team:write")) throw new AppError("forbidden");
  return { userId: ctx.actor.id, role };
}

/** Call it under the lock, before an owner stops being one. */
export async function assertAnotherOwner(tx: Db, ctx: Context, leaving: UserId): Promise<void> {
  const [other] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.role, "owner"), ne(memberships.userId, leaving)),
    )
    .limit(1);
  if (!other) throw new AppError("conflict", "last_owner");
}
