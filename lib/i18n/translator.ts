import { createTranslator } from "next-intl";
import type { Messages, Namespace } from "./catalogues/en";
import { htmlLang, type Locale } from "./locales";
import { messagesFor } from "./messages";

/** For mails, notifications and jobs, which have no request to read a language from. */
export function translatorFor<Scope extends Namespace>(locale: Locale, namespace: Scope) {
  return createTranslator<Messages, Scope>({
    locale: htmlLang(locale),
    messages: messagesFor(locale),
    namespace,
    timeZone: "UTC",
    onError: refuse,
  });
}

export type Translate<Scope extends Namespace> = ReturnType<typeof translatorFor<Scope>>;

/** A mail with a hole in it must not go out; the job fails, is retried and seen. */
function refuse(error: Error): never {
  throw error;
}
