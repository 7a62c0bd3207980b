import "server-only";
import type { IdentityContext } from "@/lib/context";
import type { Language } from "@/lib/i18n/locales";
import { requestLink } from "./request-link";
import { mailAlreadyAMember, mailSignUpLink } from "./send-link";

export function requestSignUp(
  identity: IdentityContext,
  input: { email: string; locale: Language; returnTo?: string | null },
): Promise<void> {
  return requestLink(identity, "signUpByAddress", input, async (tx, email, person) => {
    if (person) await mailAlreadyAMember(tx, person, identity.now);
    else await mailSignUpLink(tx, { email, locale: input.locale, returnTo: input.returnTo ?? null }, identity.now);
  });
}
