import type { z } from "zod";
import { type UsageGroup, usageGroups } from "@/lib/metering/group-usage";
import type { UsageCursor } from "@/lib/metering/list-usage";
import { type UsageFilter, usageFilter } from "@/lib/metering/usage-filter";
import { addDays, anchoredDay, type LocalDay, localMonth } from "@/lib/time";

export type Given = Record<string, string | string[] | undefined>;

export const ranges = [
  "today",
  "yesterday",
  "last-7",
  "last-30",
  "last-90",
  "this-month",
  "last-month",
  "custom",
] as const;
export type Range = (typeof ranges)[number];

export type UsageView = {
  range: Range;
  /** With the days that the range stands for. */
  filter: UsageFilter & { from: LocalDay; to: LocalDay };
  group: UsageGroup | null;
  after: UsageCursor | null;
  /** How many rows stand before this page. */
  skipped: number;
  item: UsageCursor | null;
  /** Fields of the address that could not be read; they narrow nothing. */
  unread: string[];
};

const lists = ["channel", "kind", "agent", "number", "country", "feature", "status", "key"] as const;

/** Reads the page's address. What cannot be read is left out and named, so that a mistyped address still shows something. */
export function usageView(given: Given, today: LocalDay): UsageView {
  const said = (name: string) => [given[name] ?? []].flat().filter((text) => text !== "");
  const unread: string[] = [];
  const filter: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(usageFilter) as [keyof UsageFilter, z.ZodType][]) {
    const values = said(name);
    if (values.length === 0) continue;
    const read = shape.safeParse(lists.some((list) => list === name) ? values : values[0]);
    if (read.success) filter[name] = read.data;
    else unread.push(name);
  }
  const days = daysOf(said("range")[0], filter as UsageFilter, today);
  const skipped = Number(/^\d{1,9}$/.exec(said("skipped")[0] ?? "")?.[0] ?? 0);
  return {
    range: days.range,
    filter: { ...(filter as UsageFilter), from: days.from, to: days.to },
    group: usageGroups.find((one) => one === said("group")[0]) ?? null,
    after: cursorOf(said("after")[0]),
    skipped,
    item: cursorOf(said("item")[0]),
    unread,
  };
}

function daysOf(named: string | undefined, { from, to }: UsageFilter, today: LocalDay) {
  const asked = ranges.find((range) => range === named);
  const isCustom = asked === "custom" || (asked === undefined && (from !== undefined || to !== undefined));
  if (isCustom) {
    const last = to ?? today;
    const first = from ?? addDays(last, -29);
    // A year at most, and never the wrong way round.
    const [, within = last] = [addDays(last, -365), first, last].toSorted();
    return { range: "custom" as const, from: within, to: last };
  }
  const range: Range = asked ?? "last-30";
  return { range, ...presetDays(range, today) };
}

function presetDays(range: Range, today: LocalDay): { from: LocalDay; to: LocalDay } {
  const month = `${localMonth(today)}-01` as LocalDay;
  switch (range) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "last-7":
      return { from: addDays(today, -6), to: today };
    case "last-90":
      return { from: addDays(today, -89), to: today };
    case "this-month":
      return { from: month, to: today };
    case "last-month":
      return { from: anchoredDay(month, -1), to: addDays(month, -1) };
    default:
      return { from: addDays(today, -29), to: today };
  }
}

function cursorOf(text: string | undefined): UsageCursor | null {
  const [, atMicros, key] = /^(\d{1,17})_([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  return atMicros && key ? { atMicros, key } : null;
}

export function cursorText({ atMicros, key }: UsageCursor): string {
  return `${atMicros}_${key}`;
}

type Change = { [name: string]: string | readonly string[] | null };

/** The address of this view with something changed; a change of the filter begins at the first page again. */
export function usageHref(view: UsageView, change: Change = {}): string {
  const { filter, range, group, after, skipped, item } = view;
  const query = new URLSearchParams();
  const put = (name: string, value: unknown) => {
    const changed = change[name];
    const final = changed === undefined ? value : changed;
    for (const one of [final ?? []].flat()) query.append(name, String(one));
  };
  put("range", range === "last-30" ? null : range);
  for (const name of Object.keys(usageFilter) as (keyof UsageFilter)[]) {
    const isDay = name === "from" || name === "to";
    put(name, isDay && range !== "custom" && change.range !== "custom" ? null : filter[name]);
  }
  put("group", group);
  const moves = Object.keys(change).some((name) => !["item", "after", "skipped"].includes(name));
  put("after", after && !moves ? cursorText(after) : null);
  put("skipped", skipped > 0 && !moves ? skipped : null);
  put("item", item && !moves ? cursorText(item) : null);
  return `?${query}`;
}
