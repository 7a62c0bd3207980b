import type { z } from "zod";
import { queryText } from "@/components/forms/query-text";
import { type UsageGroup, usageGroups } from "@/lib/metering/group-usage";
import type { UsageCursor } from "@/lib/metering/list-usage";
import { type UsageFilter, usageFilter } from "@/lib/metering/usage-filter";
import { type UsageSort, usageSorts } from "@/lib/metering/usage-sort";
import { addDays, anchoredDay, daysBetween, type LocalDay, localMonth } from "@/lib/time";

export type Given = Record<string, string | string[] | undefined>;

export const ranges = [
  "today",
  "yesterday",
  "last-7",
  "last-30",
  "last-90",
  "this-month",
  "last-month",
  "this-cycle",
  "last-cycle",
  "all",
  "custom",
] as const;
export type Range = (typeof ranges)[number];

export const pageSizes = [50, 100, 200] as const;
export type PageSize = (typeof pageSizes)[number];

type Days = { from: LocalDay; to: LocalDay };

/** What the names of ranges stand for: today, the plan's cycles, the running one first, and where a search of everything begins. */
export type Calendar = { today: LocalDay; cycles: readonly Days[]; first: LocalDay | null };

/** What the address need not say. */
export const usual = "range=last-30&size=50&sort=-time";

export type UsageView = {
  range: Range;
  /** With the days that the range stands for. */
  filter: UsageFilter & Days;
  group: UsageGroup | null;
  sort: UsageSort;
  size: PageSize;
  /** Beside the totals of the days before. */
  compare: boolean;
  after: UsageCursor | null;
  /** How many rows stand before this page. */
  skipped: number;
  item: UsageCursor | null;
  /** Fields of the address that could not be read; they narrow nothing. */
  unread: string[];
};

const lists = ["channel", "kind", "agent", "number", "country", "feature", "status", "fund", "key"] as const;
/** Lists that are typed: "AO, BR". */
const typed: readonly string[] = ["country", "feature"];

/** Reads the page's address. What cannot be read is left out and named, so that a mistyped address still shows something. */
export function usageView(given: Given, calendar: Calendar): UsageView {
  const said = (name: string) => [given[name] ?? []].flat().filter((text) => text !== "");
  const unread: string[] = [];
  const filter: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(usageFilter) as [keyof UsageFilter, z.ZodType][]) {
    const values = typed.includes(name) ? said(name).flatMap(words) : said(name);
    if (values.length === 0) continue;
    const read = shape.safeParse(lists.some((list) => list === name) ? values : values[0]);
    if (read.success) filter[name] = read.data;
    else unread.push(name);
  }
  const days = daysOf(said("range")[0], filter as UsageFilter, calendar);
  const skipped = Number(/^\d{1,9}$/.exec(said("skipped")[0] ?? "")?.[0] ?? 0);
  return {
    range: days.range,
    filter: { ...(filter as UsageFilter), from: days.from, to: days.to },
    group: usageGroups.find((one) => one === said("group")[0]) ?? null,
    sort: usageSorts.find((one) => one === said("sort")[0]) ?? "-time",
    size: pageSizes.find((size) => String(size) === said("size")[0]) ?? 50,
    compare: said("compare")[0] === "before",
    after: cursorOf(said("after")[0]),
    skipped,
    item: cursorOf(said("item")[0]),
    unread,
  };
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function daysOf(named: string | undefined, { from, to }: UsageFilter, calendar: Calendar) {
  const asked = ranges.find((range) => range === named);
  const isCustom = asked === "custom" || (asked === undefined && (from !== undefined || to !== undefined));
  if (isCustom) {
    const last = to ?? calendar.today;
    const first = from ?? addDays(last, -29);
    // A year at most, and never the wrong way round.
    const [, within = last] = [addDays(last, -365), first, last].toSorted();
    return { range: "custom" as const, from: within, to: last };
  }
  const days = asked && presetDays(asked, calendar);
  return days ? { range: asked, ...days } : { range: "last-30" as const, ...lastDays(30, calendar.today) };
}

/** Nothing where there is no such cycle, and where nothing is searched for: a search goes by an index, through however many days. */
function presetDays(range: Exclude<Range, "custom">, { today, cycles, first }: Calendar): Days | undefined {
  const month = `${localMonth(today)}-01` as LocalDay;
  switch (range) {
    case "today":
      return lastDays(1, today);
    case "yesterday":
      return lastDays(1, addDays(today, -1));
    case "last-7":
      return lastDays(7, today);
    case "last-30":
      return lastDays(30, today);
    case "last-90":
      return lastDays(90, today);
    case "this-month":
      return { from: month, to: today };
    case "last-month":
      return { from: anchoredDay(month, -1), to: addDays(month, -1) };
    case "this-cycle":
      return cycles[0];
    case "last-cycle":
      return cycles[1];
    case "all":
      return first ? { from: first, to: today } : undefined;
  }
}

function lastDays(count: number, to: LocalDay): Days {
  return { from: addDays(to, 1 - count), to };
}

/** What these days are held against: as many days before them, and of a month the same days of the one before. */
export function daysBefore({ range, filter: { from, to } }: UsageView): Days {
  const last = addDays(from, -1);
  const length = daysBetween(from, to);
  if (range !== "this-month" && range !== "last-month") return { from: addDays(last, -length), to: last };
  const first = anchoredDay(from, -1);
  const [end = last] = [range === "last-month" ? last : addDays(first, length), last].toSorted();
  return { from: first, to: end };
}

function cursorOf(text: string | undefined): UsageCursor | null {
  const [, atMicros, key] = /^(\d{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? "") ?? [];
  return atMicros && key ? { atMicros, key } : null;
}

export function cursorText({ atMicros, key }: UsageCursor): string {
  return `${atMicros}_${key}`;
}

type Change = { [name: string]: string | readonly string[] | null };

/** The address of this view with something changed; a change of the filter begins at the first page again. */
export function usageHref(view: UsageView, change: Change = {}): string {
  const { after, skipped, item } = view;
  const said = new Map<string, readonly string[]>();
  for (const [name, value] of viewEntries(view)) said.set(name, [...(said.get(name) ?? []), value]);
  const moves = Object.keys(change).some((name) => !["item", "after", "skipped"].includes(name));
  if (!moves) {
    if (after) said.set("after", [cursorText(after)]);
    if (skipped > 0) said.set("skipped", [String(skipped)]);
    if (item) said.set("item", [cursorText(item)]);
  }
  for (const [name, value] of Object.entries(change)) said.set(name, [value ?? []].flat());
  const entries = [...said].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
  return `?${queryText(entries, usual)}`;
}

/** The same days with nothing else asked. */
export function clearedHref({ range, filter: { from, to } }: UsageView): string {
  return `?${queryText(Object.entries({ range, from, to }), usual)}`;
}

/** What the page's form says when it shows this view. */
export function viewText(view: UsageView): string {
  return queryText(viewEntries(view), usual);
}

function viewEntries({ range, filter, group, sort, size, compare }: UsageView): [string, string][] {
  const asked = Object.entries(filter).flatMap(([name, value]) => {
    const values = [value ?? []].flat().map(String);
    return (typed.includes(name) ? [values.join(", ")] : values).map((one): [string, string] => [name, one]);
  });
  return [
    ["range", range],
    ...asked,
    ["group", group ?? ""],
    ["sort", sort],
    ["size", String(size)],
    ["compare", compare ? "before" : ""],
  ];
}
