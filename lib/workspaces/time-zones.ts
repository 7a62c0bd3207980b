import { zoneLabel } from "@/lib/time";
import { type Choice, countries, countryName } from "./countries";

/** What Node's tables still call by an older name; PostgreSQL and people know the newer one. */
const renamed: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const zones: ReadonlySet<string> = new Set(Intl.supportedValuesOf("timeZone").map((zone) => renamed[zone] ?? zone));

/** By name only: an offset like "+01:00" means the opposite to PostgreSQL. */
export function isTimeZone(zone: string): boolean {
  return zones.has(zone);
}

/** The zones of a country, its usual one first. */
export function zonesOf(country: string): string[] {
  const found = regionZones(country).map((zone) => renamed[zone] ?? zone);
  const usual = usualZones[country];
  const known = [...new Set(found)].filter((zone) => zones.has(zone));
  return usual ? [usual, ...known.filter((zone) => zone !== usual)] : known;
}

/** Where the alphabet would put a small place first. */
const usualZones: Record<string, string> = {
  AR: "America/Argentina/Buenos_Aires",
  AU: "Australia/Sydney",
  BR: "America/Sao_Paulo",
  CA: "America/Toronto",
  CL: "America/Santiago",
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  DE: "Europe/Berlin",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  ID: "Asia/Jakarta",
  KZ: "Asia/Almaty",
  MN: "Asia/Ulaanbaatar",
  MX: "America/Mexico_City",
  MY: "Asia/Kuala_Lumpur",
  NZ: "Pacific/Auckland",
  PT: "Europe/Lisbon",
  RU: "Europe/Moscow",
  UA: "Europe/Kyiv",
  US: "America/New_York",
  UZ: "Asia/Tashkent",
};

/** The list is a getter in the engine of Node 20 and a method in newer ones. */
function regionZones(country: string): readonly string[] {
  const locale = new Intl.Locale("und", { region: country });
  if ("getTimeZones" in locale && typeof locale.getTimeZones === "function") return locale.getTimeZones() ?? [];
  return "timeZones" in locale && Array.isArray(locale.timeZones) ? locale.timeZones : [];
}

export type ZoneGroup = { label: string; options: Choice[] };

/** Every zone under the name of its country, with its distance to UTC at the given moment. */
export function zoneChoices(locale: string, now: Date): ZoneGroup[] {
  const order = new Intl.Collator(locale);
  const groups = countries.map((country) => ({
    label: countryName(country, locale),
    options: zonesOf(country).map((zone) => ({ value: zone, label: zoneLabel(zone, now) })),
  }));
  return groups.filter((group) => group.options.length > 0).sort((a, b) => order.compare(a.label, b.label));
}
