import { type Channel, channels, type Direction, directions } from "@/lib/rates/channels";
import { isLocalDay, type LocalDay } from "@/lib/time";
import { type EstimateAsked, estimateAsked } from "./estimate-search";

export type Given = Record<string, string | string[] | undefined>;

export type RatesView = {
  q: string;
  channel: Channel | null;
  direction: Direction | null;
  /** The day whose card is shown; null is now. */
  on: LocalDay | null;
  page: number;
  estimate: EstimateAsked;
};

const longest = 80;

/** Reads the page's address; what cannot be read narrows nothing. */
export function ratesView(given: Given, today: LocalDay): RatesView {
  const said = (name: string) => [given[name] ?? ""].flat()[0]?.replaceAll("\0", "").trim() ?? "";
  const on = said("on");
  return {
    q: said("q").slice(0, longest),
    channel: channels.find((one) => one === said("channel")) ?? null,
    direction: directions.find((one) => one === said("direction")) ?? null,
    on: isLocalDay(on) && on !== today ? on : null,
    page: Math.max(1, Number(/^\d{1,4}$/.exec(said("page"))?.[0] ?? 1)),
    estimate: estimateAsked(given, said),
  };
}

type Change = Partial<Record<"q" | "channel" | "direction" | "on" | "page", string | null>>;

/** The address of this card with something changed; the estimate is left out, as it is another question. */
export function ratesQuery({ q, channel, direction, on, page }: RatesView, change: Change = {}): string {
  const query = new URLSearchParams();
  const all = { q, channel, direction, on, page: page > 1 && Object.keys(change).length === 0 ? String(page) : null };
  for (const [name, value] of Object.entries({ ...all, ...change })) if (value) query.set(name, value);
  return `?${query}`;
}
