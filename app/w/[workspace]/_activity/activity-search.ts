import type { Period } from "@/lib/statement/period";
import { addDays, anchoredDay, isLocalDay, type LocalDay, type LocalMonth, localMonth } from "@/lib/time";

export type Given = Record<string, string | string[] | undefined>;

export const shows = ["days", "entries", "balance"] as const;
export type Show = (typeof shows)[number];

export type ActivityView = {
  show: Show;
  /** Null when the days are chosen one by one. */
  month: LocalMonth | null;
  period: Period;
  /** Where a page of entries begins. */
  after: bigint | null;
  /** How many lines stand before this page. */
  skipped: number;
  item: bigint | null;
  /** A time of the zone's clocks, as it was given; read where it is used. */
  at: string | null;
  unread: string[];
};

type Place = { today: LocalDay; timeZone: string; pockets: readonly string[] };

const mostDays = 366;

/** Reads the page's address. What cannot be read is left out and named, so that a mistyped address still shows something. */
export function activityView(given: Given, { today, timeZone, pockets }: Place): ActivityView {
  const unread: string[] = [];
  const said = (name: string) => [given[name] ?? []].flat()[0] || null;
  function read<T>(name: string, reader: (text: string) => T | null): T | null {
    const text = said(name);
    if (text === null) return null;
    const value = reader(text);
    if (value === null) unread.push(name);
    return value;
  }
  const chosen = said("range") === "custom";
  const asked = chosen ? null : read("range", monthOf);
  const [from, to] = [read("from", dayOf), read("to", dayOf)];
  const month = asked ?? (chosen || ((from || to) && !said("range")) ? null : localMonth(today));
  const days = month ? daysOfMonth(month, today) : chosenDays(from, to, today);
  return {
    show: read("show", (text) => shows.find((one) => one === text) ?? null) ?? "days",
    month,
    period: {
      ...days,
      timeZone,
      pocket: read("pocket", (text) => pockets.find((one) => one === text) ?? null) ?? "main",
    },
    after: read("after", numberOf),
    skipped: Number(read("skipped", numberOf) ?? 0n),
    item: read("item", numberOf),
    at: said("at"),
    unread,
  };
}

function daysOfMonth(month: LocalMonth, today: LocalDay): { from: LocalDay; to: LocalDay } {
  const from = `${month}-01` as LocalDay;
  const last = addDays(anchoredDay(from, 1), -1);
  return { from, to: last > today && from <= today ? today : last };
}

/** A year at most, and never the wrong way round. */
function chosenDays(from: LocalDay | null, to: LocalDay | null, today: LocalDay): { from: LocalDay; to: LocalDay } {
  const [first, last] = [from ?? addDays(to ?? today, -29), to ?? today].toSorted() as [LocalDay, LocalDay];
  const [, within = first] = [first, addDays(last, 1 - mostDays)].toSorted();
  return { from: within, to: last };
}

function monthOf(text: string): LocalMonth | null {
  return /^\d{4}-\d{2}$/.test(text) && isLocalDay(`${text}-01`) ? (text as LocalMonth) : null;
}

function dayOf(text: string): LocalDay | null {
  return isLocalDay(text) ? text : null;
}

function numberOf(text: string): bigint | null {
  return /^\d{1,15}$/.test(text) ? BigInt(text) : null;
}

type Change = { [name: string]: string | null };

/** The address of this view with something changed; a change of what is shown begins at the first page again. */
export function activityHref(view: ActivityView, change: Change = {}): string {
  const { after, skipped, item } = view;
  const query = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    const final = change[name] === undefined ? value : change[name];
    if (final !== null) query.set(name, final);
  };
  const moves = Object.keys(change).some((name) => !["item", "after", "skipped"].includes(name));
  put("item", item !== null && !moves ? String(item) : null);
  for (const [name, value] of said(view)) put(name, change.range && (name === "from" || name === "to") ? null : value);
  put("after", after !== null && !moves ? String(after) : null);
  put("skipped", skipped > 0 && !moves ? String(skipped) : null);
  return `?${query}`;
}

/** What the page's form says of the view. */
export function said({ show, month, period, at }: ActivityView): [name: string, value: string][] {
  return [
    ["show", show],
    ["range", month ?? "custom"],
    ...(month ? [] : [["from", period.from] as [string, string], ["to", period.to] as [string, string]]),
    ...(period.pocket === "main" ? [] : [["pocket", period.pocket] as [string, string]]),
    ...(at ? [["at", at] as [string, string]] : []),
  ];
}

/** Of the part of the address that only the link to this entry has: something always follows it. */
export function openedBy(item: bigint): string {
  return `item=${item}&show`;
}
