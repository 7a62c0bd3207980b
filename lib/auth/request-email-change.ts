import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { spendAttempt } from "@/lib/gate/rate-limit";
import { personByEmail, readEmail } from "./people";
import { provePassword } from "./prove-password";
import { mailAlreadyAMember, mailEmailChange } from "./send-link";

/** The address changes when its mailbox has answered; until then everything stays as it is. */
export async function requestEmailChange(
  identity: IdentityContext,
  input: { email: string; currentPassword?: string },
): Promise<void> {
  const person = await provePassword(identity, input.currentPassword);
  const email = readEmail(input.email);
  if (email === person.email) throw new AppError("invalid", "email_same", { field: "email" });
  await spendAttempt("emailChangeByAddress", email, identity.now);
  await inIdentity(identity, async (tx) => {
    // Somebody else's address is not told to the person who typed it; its owner is.
    const taken = await personByEmail(tx, email);
    if (taken) await mailAlreadyAMember(tx, taken, identity.now);
    else await mailEmailChange(tx, person, email, identity.now);
  });
}
