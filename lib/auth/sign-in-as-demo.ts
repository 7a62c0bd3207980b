import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { createSession, type Device, type SignedIn } from "./create-session";
import { demoAccounts, demoRuns } from "./demo-accounts";
import { personByEmail } from "./people";

/** One press, no password: for the accounts of the demo, and only where the demo runs. */
export async function signInAsDemo(
  identity: IdentityContext,
  input: { email: string },
  device: Device,
): Promise<SignedIn> {
  const account = demoAccounts.find(({ email }) => email === input.email);
  if (!demoRuns() || !account) throw new AppError("not_found");
  return inIdentity(identity, async (tx) => {
    const person = await personByEmail(tx, account.email);
    if (!person) throw new AppError("not_found");
    return createSession(tx, person, "demo", device, identity.now);
  });
}
