import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** How much of a recipient a reader is shown. */
export type Sight = "full" | "masked";

const hidden = "•••";

/**
 * Enough to tell two recipients apart, too little to reach one: of a phone number its country code and last two digits,
 * of an e-mail address its first letter and domain, of anything else its first two letters. The same length for all, so
 * that it says nothing either.
 */
export function maskRecipient(recipient: string): string {
  if (/^\+\d+$/.test(recipient)) return maskPhone(recipient);
  const at = recipient.lastIndexOf("@");
  if (at > 0) return `${first(recipient, at > 1 ? 1 : 0)}${hidden}${recipient.slice(at)}`;
  const [sigil = "", name = ""] = recipient.startsWith("@") ? ["@", recipient.slice(1)] : ["", recipient];
  const length = [...name].length;
  return `${sigil}${first(name, length > 3 ? 2 : length > 1 ? 1 : 0)}${hidden}`;
}

const fewestHidden = 3;

function maskPhone(phone: string): string {
  const code = parsePhoneNumberFromString(phone)?.countryCallingCode ?? "";
  const rest = phone.slice(1 + code.length);
  const end = rest.length >= fewestHidden + 2 ? rest.slice(-2) : "";
  return `+${code}${hidden}${end}`;
}

function first(text: string, letters: number): string {
  return [...text].slice(0, letters).join("");
}
