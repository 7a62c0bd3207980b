import "server-only";
import { and, eq, notExists, sql } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { consumeMailLink, withdrawMailLinks } from "./mail-token";
import { mailEmailChanged } from "./send-link";

export function confirmEmail(identity: IdentityContext, input: { token: string }): Promise<{ email: string }> {
  return inIdentity(identity, async (tx) => {
    const link = await consumeMailLink(tx, input.token, "email_change", identity.now);
    if (!link.userId) throw new AppError("gone", "link_expired");
    // Locked, so that of two changes at the same moment each tells the address it really replaces.
    const [before] = await tx.select().from(users).where(eq(users.id, link.userId)).for("no key update");
    if (!before) throw new AppError("gone", "link_expired");
    const taken = tx.select({ one: sql`1` }).from(users).where(eq(users.email, link.email));
    const changed = await tx
      .update(users)
      .set({ email: link.email, emailVerifiedAt: identity.now })
      .where(and(eq(users.id, before.id), notExists(taken)))
      .returning({ id: users.id });
    if (changed.length === 0) throw new AppError("conflict", "email_taken");
    await withdrawMailLinks(tx, before.id, identity.now);
    await mailEmailChanged(tx, before, identity.now);
    return { email: link.email };
  });
}
