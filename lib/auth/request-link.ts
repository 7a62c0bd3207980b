import "server-only";
import { type Db, inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { spendAttempt } from "@/lib/gate/rate-limit";
import { type Person, personByEmail, readEmail } from "./people";

type Asked = { email: string };

/**
 * Every request for a mail takes the same way, whether or not the address has an account: one look, one token, one
 * job. Neither the answer nor the time it takes tells which it was; only the mailbox learns.
 */
export async function requestLink(
  identity: IdentityContext,
  input: Asked,
  send: (tx: Db, email: string, person: Person | undefined) => Promise<void>,
): Promise<void> {
  const email = readEmail(input.email);
  await spendAttempt("mailByAddress", email, identity.now);
  await inIdentity(identity, async (tx) => send(tx, email, await personByEmail(tx, email)));
}
