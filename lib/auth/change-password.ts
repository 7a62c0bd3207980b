import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { withdrawMailLinks } from "./mail-token";
import { assertGoodPassword, hashPassword } from "./password";
import { signedInId } from "./people";
import { provePassword } from "./prove-password";
import { revokeSessionsOf } from "./revoke-session";
import { mailPasswordChanged } from "./send-link";

/** Ends every session but the one that asks. Somebody who signs in by link sets a first password without an old one. */
export async function changePassword(
  identity: IdentityContext,
  input: { currentPassword?: string; newPassword: string; sessionId: string },
): Promise<{ sessionsEnded: number }> {
  const userId = signedInId(identity);
  const person = await provePassword(identity, input.currentPassword);
  assertGoodPassword(input.newPassword, person.email, "newPassword");
  const passwordHash = await hashPassword(input.newPassword);
  return inIdentity(identity, async (tx) => {
    const unchanged = person.passwordHash ? eq(users.passwordHash, person.passwordHash) : isNull(users.passwordHash);
    const [changed] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), unchanged))
      .returning({ id: users.id });
    if (!changed) throw new AppError("conflict");
    await withdrawMailLinks(tx, userId, identity.now);
    const sessionsEnded = await revokeSessionsOf(tx, userId, identity.now, input.sessionId);
    await mailPasswordChanged(tx, person, identity.now);
    return { sessionsEnded };
  });
}
