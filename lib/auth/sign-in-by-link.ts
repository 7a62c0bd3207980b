import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { createSession, type Device, type SignedIn } from "./create-session";
import { consumeMailLink } from "./mail-token";
import { personById } from "./people";

export function signInByLink(
  identity: IdentityContext,
  input: { token: string },
  device: Device,
): Promise<SignedIn & { returnTo: string | null }> {
  return inIdentity(identity, async (tx) => {
    const link = await consumeMailLink(tx, input.token, "sign_in", identity.now);
    const person = link.userId ? await personById(tx, link.userId) : undefined;
    // The link proves the mailbox it went to; an address changed since then is another mailbox.
    if (person?.email !== link.email) throw new AppError("gone", "link_expired");
    return { ...(await createSession(tx, person, "link", device, identity.now)), returnTo: link.returnTo };
  });
}
