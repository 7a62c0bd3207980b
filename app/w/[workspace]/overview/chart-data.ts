import type { ChartColor, ChartColumn, ChartData, ChartSeries } from "@/components/charts/types";
import type { Consumption } from "@/lib/consumption/consumption";
import type { Formatter } from "@/lib/format";
import { addDays, daysBetween, type LocalDay } from "@/lib/time";

/** What has no colour of its own is the rest. */
const colors: readonly { id: string; color: ChartColor; channels: readonly string[] }[] = [
  { id: "sms", color: "c1", channels: ["sms"] },
  { id: "whatsapp", color: "c2", channels: ["whatsapp"] },
  { id: "voice", color: "c3", channels: ["voice"] },
  { id: "email", color: "c4", channels: ["email"] },
  { id: "telegram", color: "c5", channels: ["telegram"] },
  { id: "slack", color: "c6", channels: ["slack"] },
  { id: "other", color: "c7", channels: ["ai", "automation"] },
];

export type ChannelSum = ChartSeries & { channels: readonly string[]; micro: bigint };

/** The channels that used anything, largest first, each with its fixed colour. */
export function channelSums({ byDay }: Consumption, nameOf: (id: string) => string): ChannelSum[] {
  return colors
    .map(({ id, color, channels }) => ({
      id,
      color,
      channels,
      label: nameOf(id),
      micro: byDay.filter(({ channel }) => seriesOf(channel) === id).reduce((sum, one) => sum + one.amountMicro, 0n),
    }))
    .filter(({ micro }) => micro !== 0n)
    .sort((a, b) => (a.micro < b.micro ? 1 : a.micro > b.micro ? -1 : 0));
}

/** A column for each day, also for those on which nothing was used; the stack is in the fixed order of the colours. */
export function dayColumns(
  { from, to, byDay }: Consumption,
  sums: readonly ChannelSum[],
  fmt: Formatter,
  today: LocalDay,
): ChartData {
  const series = colors.flatMap(({ id }) => sums.find((sum) => sum.id === id) ?? []);
  const known = new Map<string, bigint>();
  for (const { day, channel, amountMicro } of byDay) {
    const key = `${day} ${seriesOf(channel)}`;
    known.set(key, (known.get(key) ?? 0n) + amountMicro);
  }
  const columns: ChartColumn[] = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => {
    const day = addDays(from, i);
    return {
      key: day,
      label: fmt.day(day),
      tick: fmt.dayShort(day),
      valuesMicro: series.map(({ id }) => known.get(`${day} ${id}`) ?? 0n),
      unfinished: day === today,
    };
  });
  return { series, columns };
}

function seriesOf(channel: string): string {
  return colors.find(({ channels }) => channels.includes(channel))?.id ?? "other";
}
