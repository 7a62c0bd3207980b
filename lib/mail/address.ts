import { invariant } from "@/lib/errors";
import type { Recipient } from "./mails";

/** Line ends and control characters start new headers; direction marks make one address look like another. */
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of a header, whatever it was made of. */
export function headerText(text: string, limit = 200): string {
  const line = text.replace(unsafe, " ").replace(/ +/g, " ").trim();
  const letters = [...line];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join("")}…` : line;
}

/** One mailbox, and nothing a mail server could read as two. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text);
}

export function assertAddress(address: string): void {
  invariant(isAddress(address), "a mail goes to exactly one well-formed address");
}

/** MAIL_FROM, which may carry a name: `Saldo <billing@your-company.com>`. */
export function parseSender(text: string): Recipient {
  const [, name = "", address = text.trim()] = /^(.*?)<([^<>]+)>\s*$/.exec(text) ?? [];
  const sender = { name: headerText(name).replace(/^"(.*)"$/, "$1"), address: address.trim() };
  invariant(isAddress(sender.address), "MAIL_FROM holds one address");
  return sender;
}
