import type { CountryCode } from "libphonenumber-js/max";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { addressing, type Channel } from "@/lib/rates/channels";

export type Recipient = { address: string | null; phone: string | null; country: string | null };

const most = 50_000;
const phones = new Map<string, { phone: string; country: string | null } | null>();

/** The other side of an event in one spelling; null when the channel cannot reach such an address. */
export function readRecipient(
  channel: Channel,
  given: string | undefined,
  country: string | undefined,
): Recipient | null {
  const way = addressing[channel];
  if (way === "none" || given === undefined) return { address: null, phone: null, country: country ?? null };
  if (way === "phone") {
    const found = readPhone(given, country);
    return found && { address: found.phone, phone: found.phone, country: found.country ?? country ?? null };
  }
  if (way === "email" && !/^[^\s@]+@[^\s@]+$/.test(given)) return null;
  return { address: way === "email" ? given.toLowerCase() : given, phone: null, country: country ?? null };
}

/** Parsed once: the same people are written to again and again. */
function readPhone(given: string, country: string | undefined): { phone: string; country: string | null } | null {
  const known = phones.get(`${country ?? ""} ${given}`);
  if (known !== undefined) return known;
  const parsed = parsePhoneNumberFromString(given, country as CountryCode | undefined);
  const found = parsed?.isPossible() ? { phone: parsed.number as string, country: parsed.country ?? null } : null;
  if (phones.size >= most) phones.clear();
  phones.set(`${country ?? ""} ${given}`, found);
  return found;
}
