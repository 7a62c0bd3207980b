import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { type Db, inIdentity } from "@/db";
import { sessions } from "@/db/schema/identity";
import type { IdentityContext, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { signedInId } from "./people";

/** Ends one of the person's own sessions; it is nobody's from the next request on. */
export function revokeSession(identity: IdentityContext, input: { sessionId: string }): Promise<void> {
  const userId = signedInId(identity);
  return inIdentity(identity, async (tx) => {
    const [own] = await tx
      .update(sessions)
      .set({ revokedAt: identity.now })
      .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    if (own) return;
    const [known] = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, userId)));
    if (!known) throw new AppError("not_found");
  });
}

export async function revokeSessionsOf(tx: Db, userId: UserId, now: Date, except?: string): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), except ? ne(sessions.id, except) : undefined))
    .returning({ id: sessions.id });
  return ended.length;
}
