import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import { memberships, workspaces } from "@/db/schema/workspaces";
import type { Context, IdentityContext, WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Role } from "./permissions";
import type { Opened, Viewer } from "./viewer";

export type Workspace = {
  id: WorkspaceId;
  slug: string;
  name: string;
  currency: string;
  country: string;
  timeZone: string;
  locale: string;
};

export type Membership = { workspace: Workspace; role: Role };

const columns = {
  id: workspaces.id,
  slug: workspaces.slug,
  name: workspaces.name,
  currency: workspaces.currency,
  country: workspaces.country,
  timeZone: workspaces.timeZone,
  locale: workspaces.locale,
};

export function listMemberships(identity: IdentityContext): Promise<Membership[]> {
  return inIdentity(identity, async (tx) => {
    if (identity.actor?.kind !== "user") return [];
    const rows = await tx
      .select({ ...columns, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(eq(memberships.userId, identity.actor.id))
      .orderBy(asc(workspaces.name), asc(workspaces.id));
    return rows.map(({ role, ...workspace }) => ({ workspace, role }));
  });
}

/** Mints the Context of a person in a workspace. A stranger learns nothing, not even that the workspace exists. */
export async function openWorkspace(opened: Opened, slug: string): Promise<Membership & { ctx: Context }> {
  const { identity, viewer } = opened;
  const found = await inIdentity(identity, async (tx) => {
    const [row] = await tx
      .select({ ...columns, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(and(eq(memberships.userId, viewer.id), eq(workspaces.slug, slug)));
    return row;
  });
  if (!found) throw new AppError("not_found");
  const { role, ...workspace } = found;
  const { now, db, requestId } = identity;
  return {
    workspace,
    role,
    ctx: { workspaceId: workspace.id, actor: { kind: "user", id: viewer.id }, now, db, requestId },
  };
}

/** Where `/` leads next time. */
export async function rememberWorkspace(
  identity: IdentityContext,
  viewer: Viewer,
  workspace: Workspace,
): Promise<void> {
  if (viewer.lastWorkspaceId === workspace.id) return;
  await inIdentity(identity, (tx) =>
    tx.update(users).set({ lastWorkspaceId: workspace.id }).where(eq(users.id, viewer.id)),
  );
}
