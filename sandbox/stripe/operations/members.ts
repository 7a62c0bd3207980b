import type Stripe from "stripe";

export type MetadataGiven = Stripe.Emptyable<Stripe.MetadataParam> | undefined;

/** Keys given replace their values, an empty value takes a key away, and an empty whole takes all of them. */
export function mergedMetadata(current: Record<string, string> | null, given: MetadataGiven): Record<string, string> {
  if (given === undefined) return current ?? {};
  if (given === "" || given === null) return {};
  const merged = new Map(Object.entries(current ?? {}));
  for (const [key, value] of Object.entries(given)) {
    if (value === "" || value === null) merged.delete(key);
    else merged.set(key, String(value));
  }
  return Object.fromEntries(merged);
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
