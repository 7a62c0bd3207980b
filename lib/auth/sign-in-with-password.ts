import "server-only";
import { and, eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { originOf, spendAttempt } from "@/lib/gate/rate-limit";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { createSession, type Device, type SignedIn } from "./create-session";
import { hashPassword, needsRehash, passwordMatches } from "./password";
import { personByEmail, readEmail } from "./people";

/** A wrong password, an unknown address and a person without a password are one and the same answer. */
export async function signInWithPassword(
  identity: IdentityContext,
  input: { email: string; password: string },
  device: Device,
): Promise<SignedIn> {
  const email = readEmail(input.email);
  // The tight one first: what it refuses takes nothing from the loose one, which all places share.
  await spendAttempt("signInByAddressAndOrigin", `${email} ${originOf(device.ip)}`, identity.now);
  await spendAttempt("signInByAddress", email, identity.now);
  const person = await inIdentity(identity, (tx) => personByEmail(tx, email));
  const stored = person?.passwordHash ?? null;
  if (!(await passwordMatches(input.password, stored)) || !person || !stored) throw refused();
  const kept = needsRehash(stored) ? await hashPassword(input.password) : stored;
  return inIdentity(identity, async (tx) => {
    // The password may have been reset while it was being checked; whoever holds the row's lock first decides.
    const [still] = await tx
      .update(users)
      .set({ passwordHash: kept })
      .where(and(eq(users.id, person.id), eq(users.passwordHash, stored)))
      .returning();
    if (!still) throw refused();
    return createSession(tx, still, "password", device, identity.now);
  });
}

function refused(): AppError {
  countAuthFailure("password");
  return new AppError("unauthenticated", "wrong_credentials");
}
