import { AsYouType } from "libphonenumber-js/max";

const known = new Map<string, string | null>();
const most = 50_000;

/** The country that phone numbers beginning so belong to; null where no country has such numbers or several share them. */
export function countryOfPrefix(prefix: string): string | null {
  const found = known.get(prefix);
  if (found !== undefined) return found;
  const typed = new AsYouType();
  typed.input(prefix);
  const country = typed.getCountry() ?? null;
  if (known.size >= most) known.clear();
  known.set(prefix, country);
  return country;
}
