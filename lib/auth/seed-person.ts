import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext, UserId } from "@/lib/context";
import type { Language } from "@/lib/i18n/locales";
import { hashPassword } from "./password";
import { insertPerson, personByEmail, readEmail } from "./people";

/** A person of the demo. Their password is printed on the page, so none of the rules for passwords apply. */
export async function seedPerson(
  identity: IdentityContext,
  input: { email: string; name: string; password: string; locale: Language; isOperator?: boolean },
): Promise<UserId> {
  const email = readEmail(input.email);
  const { name, locale, isOperator = false } = input;
  const known = await inIdentity(identity, (tx) => personByEmail(tx, email));
  if (known) return known.id;
  const passwordHash = await hashPassword(input.password);
  return inIdentity(identity, async (tx) => {
    const person = await insertPerson(tx, { email, name, passwordHash, locale, isOperator }, identity.now);
    return person.id;
  });
}
