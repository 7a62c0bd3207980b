import "server-only";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { database, inIdentity } from "@/db";
import { sessions, users } from "@/db/schema/identity";
import type { IdentityContext, UserId } from "@/lib/context";

export type Viewer = {
  id: UserId;
  sessionId: string;
  email: string;
  name: string;
  locale: string;
  formatLocale: string | null;
  theme: string;
  singleKeyShortcuts: boolean;
  usageColumns: string[];
  isOperator: boolean;
  lastWorkspaceId: string | null;
  hasPassword: boolean;
};

export type Opened = { viewer: Viewer; identity: IdentityContext };

/** Who this session belongs to, asked of the database every time: a revoked session ends with the next request. */
export async function openSession(sessionId: string, now: Date, requestId: string): Promise<Opened | null> {
  const db = database();
  const anonymous: IdentityContext = { actor: null, now, db, requestId };
  const row = await inIdentity(anonymous, async (tx) => {
    const [found] = await tx
      .select({
        id: users.id,
        sessionId: sessions.id,
        lastSeenAt: sessions.lastSeenAt,
        email: users.email,
        name: users.name,
        locale: users.locale,
        formatLocale: users.formatLocale,
        theme: users.theme,
        singleKeyShortcuts: users.singleKeyShortcuts,
        usageColumns: users.usageColumns,
        isOperator: users.isOperator,
        lastWorkspaceId: users.lastWorkspaceId,
        hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
    if (found && now.getTime() - found.lastSeenAt.getTime() > 60_000) {
      await tx
        .update(sessions)
        .set({ lastSeenAt: now })
        .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)));
    }
    return found;
  });
  if (!row) return null;
  const { lastSeenAt: _seen, ...viewer } = row;
  return { viewer, identity: { ...anonymous, actor: { kind: "user", id: viewer.id } } };
}
