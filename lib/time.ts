/** A calendar date somewhere, "2026-06-24". Which moments it covers depends on the zone. */
export type LocalDay = `${number}-${number}-${number}`;
/** "2026-06" */
export type LocalMonth = `${number}-${number}`;
/** Half-open: the start belongs to it, the end does not. */
export type Bounds = { start: Date; end: Date };

const dayMs = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** A date of the calendar, in years that every part of the product can write down, whatever is counted on from it. */
export function isLocalDay(text: string): text is LocalDay {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "1971" || text >= "3000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** How far the zone's clocks are ahead of UTC at this moment, in milliseconds. */
export function zoneOffset(instant: Date, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clock(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const wholeSeconds = Math.floor(instant.getTime() / 1000) * 1000;
  return wall - wholeSeconds;
}

export function localDay(instant: Date, zone: string): LocalDay {
  return dayOf(instant.getTime() + zoneOffset(instant, zone));
}

export function localMonth(day: LocalDay): LocalMonth {
  return day.slice(0, 7) as LocalMonth;
}

/** The first moment of the day there is, also where clocks jump over midnight or strike it twice. */
export function startOfDay(day: LocalDay, zone: string): Date {
  const midnight = wallOf(day);
  const [first] = momentsOf(midnight, zone);
  return first ?? firstMomentOn(day, zone);
}

export function dayBounds(day: LocalDay, zone: string): Bounds {
  return { start: startOfDay(day, zone), end: startOfDay(addDays(day, 1), zone) };
}

export function monthBounds(month: LocalMonth, zone: string): Bounds {
  const first = `${month}-01` as LocalDay;
  return { start: startOfDay(first, zone), end: startOfDay(anchoredDay(first, 1), zone) };
}

/** All moments from the first day to the last, both included. */
export function rangeBounds(from: LocalDay, to: LocalDay, zone: string): Bounds {
  return { start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) };
}

export function addDays(day: LocalDay, count: number): LocalDay {
  return dayOf(wallOf(day) + count * dayMs);
}

/** Days from one date to the other; negative when the other is earlier. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((wallOf(to) - wallOf(from)) / dayMs);
}

/** The anchor's day of the month, or the month's last: counted from the anchor, so that 31 Jan comes back on 31 Mar. */
export function anchoredDay(anchor: LocalDay, months: number): LocalDay {
  const [year = 0, month = 1, day = 1] = anchor.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** The same time of day, so many months after the anchor. */
export function anchoredInstant(anchor: Date, zone: string, months: number): Date {
  const wall = anchor.getTime() + zoneOffset(anchor, zone);
  const day = dayOf(wall);
  return atWall(wallOf(anchoredDay(day, months)) + (wall - wallOf(day)), zone);
}

/** "2026-06-24T10:30:15", as the zone's clocks show it: what a form's control for a time holds. */
export function localTime(instant: Date, zone: string): string {
  return new Date(instant.getTime() + zoneOffset(instant, zone)).toISOString().slice(0, 19);
}

/** "+05:45": how far the zone's clocks are ahead, as a time stamp says it. */
export function offsetText(instant: Date, zone: string): string {
  const minutes = Math.round(zoneOffset(instant, zone) / 60_000);
  const two = (count: number) => String(count).padStart(2, "0");
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

/** The moment the zone's clocks show this, the earlier of two; null when it is no time. */
export function readLocalTime(text: string, zone: string): Date | null {
  const [, day = "", clock = "", seconds = ":00"] =
    /^([\d-]{10})T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?$/.exec(text) ?? [];
  return isLocalDay(day) ? atWall(Date.parse(`${day}T${clock}${seconds}Z`), zone) : null;
}

/** "Luanda (UTC+1)"; the offset is the one of the given moment. */
export function zoneLabel(zone: string, instant: Date): string {
  if (zone === "UTC") return "UTC";
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return `${city} (${offsetLabel(zoneOffset(instant, zone))})`;
}

function offsetLabel(offset: number): string {
  const total = Math.round(Math.abs(offset) / 60_000);
  if (total === 0) return "UTC";
  const minutes = total % 60;
  const sign = offset < 0 ? "\u2212" : "+";
  return `UTC${sign}${Math.floor(total / 60)}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}`;
}

/** The moment the zone's clocks show this; the earlier of two, and as far behind the gap as the clocks were set ahead. */
function atWall(wall: number, zone: string): Date {
  const [first] = momentsOf(wall, zone);
  return first ?? new Date(wall - zoneOffset(new Date(wall - 2 * dayMs), zone));
}

/** No moment in a gap, two in an overlap, else one; earliest first. */
function momentsOf(wall: number, zone: string): Date[] {
  const around = [wall - 2 * dayMs, wall, wall + 2 * dayMs].map((near) => zoneOffset(new Date(near), zone));
  return [...new Set(around)]
    .map((offset) => new Date(wall - offset))
    .filter((moment) => moment.getTime() + zoneOffset(moment, zone) === wall)
    .sort((a, b) => a.getTime() - b.getTime());
}

function firstMomentOn(day: LocalDay, zone: string): Date {
  let before = wallOf(day) - 2 * dayMs;
  let after = wallOf(day) + 2 * dayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(new Date(middle), zone) >= day) after = middle;
    else before = middle;
  }
  return new Date(after);
}

function wallOf(day: LocalDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(wall: number): LocalDay {
  return new Date(wall).toISOString().slice(0, 10) as LocalDay;
}

function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, made);
  return made;
}
