import "server-only";
import type { IdentityContext } from "@/lib/context";
import type { Language } from "@/lib/i18n/locales";
import { requestLink } from "./request-link";
import { mailSignInLink, mailSignUpLink } from "./send-link";

/** An address nobody has an account for is told so in its own mailbox, with the way to make one. */
export function requestSignInLink(
  identity: IdentityContext,
  input: { email: string; locale: Language; returnTo?: string | null },
): Promise<void> {
  return requestLink(identity, "signInLinkByAddress", input, async (tx, email, person) => {
    if (person) await mailSignInLink(tx, person, input.returnTo ?? null, identity.now);
    else await mailSignUpLink(tx, { email, locale: input.locale, returnTo: input.returnTo ?? null }, identity.now);
  });
}
