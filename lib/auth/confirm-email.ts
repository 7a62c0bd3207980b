import "server-only";
import { and, eq, notExists, sql } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { consumeMailLink, withdrawMailLinks } from "./mail-token";

export function confirmEmail(identity: IdentityContext, input: { token: string }): Promise<{ email: string }> {
  return inIdentity(identity, async (tx) => {
    const link = await consumeMailLink(tx, input.token, "email_change", identity.now);
    if (!link.userId) throw new AppError("gone", "link_expired");
    const taken = tx.select({ one: sql`1` }).from(users).where(eq(users.email, link.email));
    const [person] = await tx
      .update(users)
      .set({ email: link.email, emailVerifiedAt: identity.now })
      .where(and(eq(users.id, link.userId), notExists(taken)))
      .returning({ id: users.id });
    if (!person) throw new AppError("conflict", "email_taken");
    await withdrawMailLinks(tx, person.id, identity.now);
    return { email: link.email };
  });
}
