import { createTranslator } from "next-intl";
import type { Messages, Namespace } from "./catalogues/en";
import { type Locale, pseudoLocale } from "./locales";
import { messagesFor } from "./messages";

/** For mails, notifications and jobs, which have no request to read a language from. */
export function translatorFor<Scope extends Namespace>(locale: Locale, namespace: Scope) {
  return createTranslator<Messages, Scope>({
    locale: locale === pseudoLocale ? pseudoLocale : locale,
    messages: messagesFor(locale),
    namespace,
    timeZone: "UTC",
  });
}
