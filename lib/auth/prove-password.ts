import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { spendAttempt } from "@/lib/gate/rate-limit";
import { passwordMatches } from "./password";
import { type Person, personById, signedInId } from "./people";

/** An open session is not enough for what would take the account away: the password is asked again, where there is one. */
export async function provePassword(identity: IdentityContext, typed: string | undefined): Promise<Person> {
  const userId = signedInId(identity);
  const person = await inIdentity(identity, (tx) => personById(tx, userId));
  if (!person) throw new AppError("unauthenticated");
  if (!person.passwordHash) return person;
  await spendAttempt("passwordByPerson", person.id, identity.now);
  if (!(await passwordMatches(typed ?? "", person.passwordHash))) {
    throw new AppError("invalid", "wrong_password", { field: "currentPassword" });
  }
  return person;
}
