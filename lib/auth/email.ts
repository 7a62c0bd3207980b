import { domainToASCII } from "node:url";

const localPart = /^[a-z0-9#$&'*+/=?^_`{}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{}~-]+)*$/;
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one spelling of a mailbox, or null for what is not plainly an address. Refusing is safe, guessing is not: a
 * spelling that a mail program could read as another mailbox would hand somebody else's link over.
 */
export function foldEmail(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed.length > 320 || trimmed.normalize("NFKC") !== trimmed) return null;
  const [local = "", domain = "", ...more] = trimmed.split("@");
  if (more.length > 0 || local.length > 64) return null;
  const foldedLocal = local.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (!localPart.test(foldedLocal)) return null;
  const foldedDomain = foldDomain(domain);
  if (!foldedDomain) return null;
  const folded = `${foldedLocal}@${foldedDomain}`;
  return folded.length <= 254 ? folded : null;
}

/** Named hosts only: neither an address in figures nor a bare name belongs to a person. */
function foldDomain(typed: string): string | null {
  if (!typedDomain.test(typed)) return null;
  const domain = domainToASCII(typed);
  const labels = domain.split(".");
  if (domain.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : domain;
}
