import "server-only";
import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { apiKeys, auditLines, invitations, memberships } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { type Permission, type Role, roles, rolesThatMay } from "@/lib/gate/permissions";

export type Member = { userId: UserId; name: string; email: string | null; role: Role; joinedAt: Date };

const roleOrder = sql`array_position(array['owner', 'admin', 'finance', 'developer', 'viewer'], ${memberships.role})`;

/** Owners first. Addresses only for those whose role may see them. */
export function listMembers(ctx: Context, options: { withAddresses: boolean }): Promise<Member[]> {
  return inWorkspace(ctx, (tx) =>
    tx
      .select({
        userId: memberships.userId,
        name: users.name,
        email: options.withAddresses ? users.email : sql<string | null>`null`,
        role: memberships.role,
        joinedAt: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.workspaceId, ctx.workspaceId))
      .orderBy(roleOrder, asc(users.name), asc(users.id)),
  );
}

export type OpenInvitation = {
  id: string;
  email: string;
  role: Role;
  locale: string;
  lastSentAt: Date;
  expiresAt: Date;
  isExpired: boolean;
};

/** Sent, neither accepted nor withdrawn; an expired one stays in the list until somebody decides. */
export function listOpenInvitations(ctx: Context): Promise<OpenInvitation[]> {
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        locale: invitations.locale,
        lastSentAt: invitations.lastSentAt,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .where(
        and(
          eq(invitations.workspaceId, ctx.workspaceId),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .orderBy(desc(invitations.createdAt), asc(invitations.email));
    return rows.map((row) => ({ ...row, isExpired: row.expiresAt <= ctx.now }));
  });
}

export type AuditRow = {
  seq: number;
  at: Date;
  action: string;
  actor: { kind: string; name: string | null };
  target: { id: string; name: string | null };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export type AuditPage = {
  rows: AuditRow[] /** Where the next, older page begins; null at the end. */;
  next: number | null;
};

/** Newest first. Lines hold ids; the names are those that people have now. */
export function listAudit(ctx: Context, page: { before?: number; size: number }): Promise<AuditPage> {
  return inWorkspace(ctx, async (tx) => {
    const lines = await tx
      .select()
      .from(auditLines)
      .where(
        and(
          eq(auditLines.workspaceId, ctx.workspaceId),
          page.before === undefined ? undefined : lt(auditLines.seq, page.before),
        ),
      )
      .orderBy(desc(auditLines.seq))
      .limit(page.size + 1);
    const shown = lines.slice(0, page.size);
    const names = await namesOf(
      tx,
      ctx,
      shown.flatMap(({ actor, target }) => [actor.split(":")[1] ?? "", target]),
    );
    const rows = shown.map(({ seq, at, action, actor, target, before, after }) => {
      const [kind = "", id = ""] = actor.split(":");
      return {
        seq,
        at,
        action,
        actor: { kind, name: names.get(id) ?? null },
        target: { id: target, name: names.get(target) ?? null },
        before,
        after,
      };
    });
    return { rows, next: lines.length > page.size ? (shown.at(-1)?.seq ?? null) : null };
  });
}

/** Of people, of those who were invited, and of keys: whatever a line may be about. */
export async function namesOf(tx: Db, ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const [people, invited, keys] = ["usr_", "inv_", "key_"].map((kind) => [
    ...new Set(ids.filter((id) => id.startsWith(kind))),
  ]);
  const here = {
    invitations: eq(invitations.workspaceId, ctx.workspaceId),
    keys: eq(apiKeys.workspaceId, ctx.workspaceId),
  };
  const rows = [
    ...(await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(inArray(users.id, (people ?? []) as UserId[]))),
    ...(await tx
      .select({ id: invitations.id, name: invitations.email })
      .from(invitations)
      .where(and(here.invitations, inArray(invitations.id, invited ?? [])))),
    ...(await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(here.keys, inArray(apiKeys.id, keys ?? [])))),
  ];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Who can be asked for what one may not do oneself: owners and admins by name, at most three. */
export function listPeopleWhoMay(
  ctx: Context,
  permission: Permission,
): Promise<{ roles: readonly Role[]; names: string[] }> {
  const able = rolesThatMay(permission);
  const asked = roles.filter((role) => able.includes(role) && (role === "owner" || role === "admin"));
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({ name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.workspaceId, ctx.workspaceId), inArray(memberships.role, asked)))
      .orderBy(roleOrder, asc(users.name))
      .limit(3);
    return { roles: able, names: rows.map(({ name }) => name) };
  });
}

export function countOwners(ctx: Context): Promise<number> {
  return inWorkspace(ctx, (tx) =>
    tx.$count(memberships, and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.role, "owner"))),
  );
}
