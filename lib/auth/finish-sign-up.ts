import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Language } from "@/lib/i18n/locales";
import { createSession, type Device, type SignedIn } from "./create-session";
import { consumeMailLink, peekMailLink } from "./mail-token";
import { assertGoodPassword, hashPassword } from "./password";
import { insertPerson } from "./people";

/** The link proves the address, so the account is ready at once. */
export async function finishSignUp(
  identity: IdentityContext,
  input: { token: string; name: string; password: string; locale: Language },
  device: Device,
): Promise<SignedIn & { returnTo: string | null }> {
  const asked = await peekMailLink(identity, input.token, "sign_up");
  if (asked.state !== "open") throw new AppError("gone", "link_expired");
  assertGoodPassword(input.password, asked.email);
  const passwordHash = await hashPassword(input.password);
  return inIdentity(identity, async (tx) => {
    const link = await consumeMailLink(tx, input.token, "sign_up", identity.now);
    const { name, locale } = input;
    const person = await insertPerson(tx, { email: link.email, name, passwordHash, locale }, identity.now);
    return { ...(await createSession(tx, person, "password", device, identity.now)), returnTo: link.returnTo };
  });
}
