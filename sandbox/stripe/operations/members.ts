import type Stripe from "stripe";
import { invalid } from "../http/failure";
import type { Unit } from "../store/unit";

export type MetadataGiven = Stripe.Emptyable<Stripe.MetadataParam> | undefined;

/** Keys given replace their values, an empty value takes a key away, and an empty whole takes all of them. */
export function mergedMetadata(current: Record<string, string> | null, given: MetadataGiven): Record<string, string> {
  if (given === undefined) return current ?? {};
  if (given === "" || given === null) return {};
  const merged = new Map(Object.entries(current ?? {}));
  for (const [key, value] of Object.entries(given)) {
    if (value === "" || value === null) merged.delete(key);
    else merged.set(checkedKey(key), checkedValue(key, String(value)));
  }
  if (merged.size > 50) throw invalid(`Metadata can have up to 50 keys, but you passed in ${merged.size}.`, "metadata");
  return Object.fromEntries(merged);
}

function checkedKey(key: string): string {
  if (key.length <= 40) return key;
  throw invalid(
    `Metadata keys can have up to 40 characters, but you passed in one of ${key.length}: ${key}`,
    "metadata",
  );
}

function checkedValue(key: string, value: string): string {
  if (value.length <= 500) return value;
  const message = `Metadata values can have up to 500 characters, but you passed in one of ${value.length}.`;
  throw invalid(message, `metadata[${key}]`);
}

/** Members as they were given; an empty word unsets one, and what was not given stays as it is. */
export function setMembers<T extends object, Name extends keyof T>(
  object: T,
  given: { [Key in Name]?: unknown },
  names: readonly Name[],
): void {
  for (const name of names) {
    const value = given[name];
    if (value === undefined) continue;
    object[name] = (value === "" ? null : value) as T[Name];
  }
}

/** An address of the API's own with every line, empty where nothing was given. */
export function wholeAddress(given: Stripe.AddressParam): Stripe.Address {
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given;
  return { city, country, line1, line2, postal_code, state };
}

/** Lets only one at a time look whether a name is free and take it: what is not there yet cannot be locked. */
export async function claim({ sql }: Unit, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** An id of the caller's own is free when nothing at all has it. */
export async function claimId(unit: Unit, id: string | undefined, refusal: string, param = "id"): Promise<void> {
  if (id === undefined) return;
  await claim(unit, id);
  const [taken] = await unit.sql`select from stripe_sandbox.objects where id = ${id}`;
  if (taken) throw invalid(refusal, param, "resource_already_exists");
}

/** A page of the shop that a browser can be sent to. */
export function shopAddress<T extends string | null | undefined>(text: T, param: string): T {
  return checkedAddress(text, param, /^https?:$/);
}

/** Where a payer is sent back to: an app's own scheme will do, a script will not. */
export function returnAddress<T extends string | null | undefined>(text: T): T {
  return checkedAddress(text, "return_url", /^(?!javascript:|data:|vbscript:)/);
}

function checkedAddress<T extends string | null | undefined>(text: T, param: string, schemes: RegExp): T {
  if (!text || (URL.canParse(text) && schemes.test(new URL(text).protocol))) return text;
  throw invalid("Not a valid URL", param, "url_invalid");
}
