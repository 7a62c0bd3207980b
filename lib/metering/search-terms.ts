import type { CountryCode } from "libphonenumber-js/max";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { eventKey } from "./event-key";
import type { Sight } from "./mask-recipient";

export type SearchTerms = {
  /** Recipients that are meant as a whole. */
  whole: string[];
  /** Digits a recipient may end with. */
  ending: string | null;
  key: string;
  reference: string;
};

const dialled = /^[+\d\s().\-/]+$/;
const fewestDigits = 4;

/**
 * What somebody may mean who looks for a recipient in any spelling, for an event's id, or for a reference. Who sees
 * recipients masked looks for the last four digits and for no more: one digit after the other would spell the number.
 */
export function searchTerms(text: string, country: string, recipients: Sight): SearchTerms {
  const word = text.trim();
  const common = { key: eventKey(word).key, reference: word };
  if (!dialled.test(word)) return { ...common, whole: [...new Set([word, word.toLowerCase()])], ending: null };
  const parsed = parsePhoneNumberFromString(word.replace(/^00/, "+"), country as CountryCode);
  const digits = word.replace(/\D/g, "");
  const mostDigits = recipients === "full" ? word.length : fewestDigits;
  return {
    ...common,
    whole: parsed ? [word, parsed.number] : [word],
    ending: digits.length >= fewestDigits && digits.length <= mostDigits ? digits : null,
  };
}
