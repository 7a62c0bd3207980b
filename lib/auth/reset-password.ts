import "server-only";
import { and, eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { consumeMailLink, peekMailLink, withdrawMailLinks } from "./mail-token";
import { assertGoodPassword, hashPassword } from "./password";
import { revokeSessionsOf } from "./revoke-session";
import { mailPasswordChanged } from "./send-link";

/** Whoever knew the old password is out: every session ends, and no other link in the mailbox works any more. */
export async function resetPassword(
  identity: IdentityContext,
  input: { token: string; password: string },
): Promise<{ sessionsEnded: number }> {
  const asked = await peekMailLink(identity, input.token, "password_reset");
  if (asked.state !== "open") throw new AppError("gone", "link_expired");
  assertGoodPassword(input.password, asked.email);
  const passwordHash = await hashPassword(input.password);
  return inIdentity(identity, async (tx) => {
    const link = await consumeMailLink(tx, input.token, "password_reset", identity.now);
    if (!link.userId) throw new AppError("gone", "link_expired");
    const [person] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, link.userId), eq(users.email, link.email)))
      .returning();
    if (!person) throw new AppError("gone", "link_expired");
    await withdrawMailLinks(tx, person.id, identity.now);
    const sessionsEnded = await revokeSessionsOf(tx, person.id, identity.now);
    await mailPasswordChanged(tx, person, identity.now);
    return { sessionsEnded };
  });
}
