import "server-only";
import { eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { linkMinutes } from "./link-minutes";
import { mailLinkUrl } from "./mail-link";
import { makeMailToken } from "./mail-token";
import { insertPerson, personByEmail, readEmail } from "./people";

export type Appointed = { email: string; isNew: boolean; link: string; minutes: number };

/** Makes or promotes an operator and hands out a link to set the password with: no password passes through a shell. */
export function appointOperator(
  identity: IdentityContext,
  input: { email: string; name?: string },
): Promise<Appointed> {
  const email = readEmail(input.email);
  return inIdentity(identity, async (tx) => {
    const known = await personByEmail(tx, email);
    const name = input.name?.trim() || (email.split("@")[0] ?? email);
    const fresh = { email, name, passwordHash: null, locale: "en" };
    const person = known ?? (await insertPerson(tx, fresh, identity.now));
    await tx.update(users).set({ isOperator: true }).where(eq(users.id, person.id));
    const token = { purpose: "password_reset", email, userId: person.id } as const;
    const id = await makeMailToken(tx, token, identity.now);
    const link = mailLinkUrl("/reset-password", id, "password_reset");
    return { email, isNew: !known, link, minutes: linkMinutes.password_reset };
  });
}
