import { addDays, type LocalDay, localDay } from "@/lib/time";

const ranges = [7, 30, 90] as const;
const charts = ["bars", "line", "table"] as const;
const shares = ["ranked", "donut"] as const;

/** What of the consumption is shown: the address says it, so that a link shows a colleague the same. */
export type ConsumptionView = {
  range: (typeof ranges)[number];
  chart: (typeof charts)[number];
  share: (typeof shares)[number];
};

export type ConsumptionSearch = Partial<Record<"range" | "chart" | "share", string | string[]>>;

export function consumptionView({ range, chart, share }: ConsumptionSearch): ConsumptionView {
  return {
    range: ranges.find((one) => String(one) === range) ?? 30,
    chart: charts.find((one) => one === chart) ?? "bars",
    share: shares.find((one) => one === share) ?? "ranked",
  };
}

/** So many days of the workspace's calendar, today the last of them. */
export function daysOf({ range }: ConsumptionView, now: Date, timeZone: string): { from: LocalDay; to: LocalDay } {
  const to = localDay(now, timeZone);
  return { from: addDays(to, 1 - range), to };
}

type Choice = { value: string; href: string };

/** The links of the three switches, each of which keeps what the others say. */
export function viewChoices(view: ConsumptionView): Record<keyof ConsumptionView, Choice[]> {
  const link = (change: Partial<ConsumptionView>) => {
    const { range, chart, share } = { ...view, ...change };
    return `?${new URLSearchParams({ range: String(range), chart, share })}#consumption`;
  };
  return {
    range: ranges.map((range) => ({ value: String(range), href: link({ range }) })),
    chart: charts.map((chart) => ({ value: chart, href: link({ chart }) })),
    share: shares.map((share) => ({ value: share, href: link({ share }) })),
  };
}
