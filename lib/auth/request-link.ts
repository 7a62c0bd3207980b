import "server-only";
import { type Db, inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { trySpend } from "@/lib/gate/rate-limit";
import { type Person, personByEmail, readEmail } from "./people";

type Asked = { email: string };
type Budget = "signInLinkByAddress" | "signUpByAddress" | "passwordResetByAddress";

/**
 * Every request for a mail takes the same way, whether or not the address has an account: one look, one token, one
 * job. Neither the answer nor the time it takes tells which it was; only the mailbox learns. An address whose budget is
 * spent gets the same answer and no further mail: whoever spent it filled a mailbox with links that still work.
 */
export async function requestLink(
  identity: IdentityContext,
  budget: Budget,
  input: Asked,
  send: (tx: Db, email: string, person: Person | undefined) => Promise<void>,
): Promise<void> {
  const email = readEmail(input.email);
  if (!(await trySpend(budget, email, identity.now))) return;
  await inIdentity(identity, async (tx) => send(tx, email, await personByEmail(tx, email)));
}
