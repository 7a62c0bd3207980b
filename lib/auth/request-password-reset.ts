import "server-only";
import type { IdentityContext } from "@/lib/context";
import type { Language } from "@/lib/i18n/locales";
import { requestLink } from "./request-link";
import { mailPasswordReset, mailSignUpLink } from "./send-link";

export function requestPasswordReset(
  identity: IdentityContext,
  input: { email: string; locale: Language },
): Promise<void> {
  return requestLink(identity, "passwordResetByAddress", input, async (tx, email, person) => {
    if (person) await mailPasswordReset(tx, person, identity.now);
    else await mailSignUpLink(tx, { email, locale: input.locale, returnTo: null }, identity.now);
  });
}
