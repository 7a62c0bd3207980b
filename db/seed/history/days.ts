import type { UsageEvent } from "@/lib/metering/schema";
import { addDays, dayBounds, type LocalDay, localDay } from "@/lib/time";
import { Mix, Random } from "./random";
import type { Burst, Draft, Story, Times } from "./story";

/** An event in the order in which it was sent, which is not always when it says it happened. */
export type Planned = { at: Date; event: UsageEvent };

export const historyDays = 90;
/** Before the end nothing is sent for a moment, so that the story can close. */
const quietMs = 15 * 60_000;
const minuteMs = 60_000;

/** Everything that was sent, day after day, until shortly before the end. */
export function* eventsOf(story: Story, times: Times, since = times.ago(historyDays)): Generator<Planned> {
  const until = times.end.getTime() - quietMs;
  const hours = new Mix(story.hours.map((weight, hour) => [weight, hour] as const));
  const last = localDay(times.end, times.zone);
  for (let day = localDay(since, times.zone), rest = days(day, last); rest >= 0; rest--) {
    for (const planned of eventsOfDay(story, times, hours, day, rest)) {
      if (planned.at >= since && planned.at.getTime() <= until) yield planned;
    }
    day = addDays(day, 1);
  }
}

function days(from: LocalDay, to: LocalDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function eventsOfDay(story: Story, times: Times, hours: Mix<number>, day: LocalDay, daysAgo: number): Planned[] {
  const random = new Random(story.slug, daysAgo);
  const { start, end } = dayBounds(day, times.zone);
  const dayMs = end.getTime() - start.getTime();
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const growth = 1 + story.growth * (0.5 - daysAgo / historyDays);
  const busy = (story.weekdays[weekday] ?? 1) * growth * (0.92 + 0.16 * random.next()) * times.scale;
  const planned: Planned[] = [];
  for (let left = Math.round(story.perDay * busy); left > 0; left--) {
    const at = start.getTime() + hours.draw(random) * 60 * minuteMs + random.below(60 * minuteMs);
    planned.push(sent(story.mix.draw(random)(random), new Date(at), random));
  }
  const dayOf = { day, weekday, dayOfMonth: Number(day.slice(8)), daysAgo };
  for (const burst of story.bursts(dayOf, random)) planned.push(...burstOf(burst, start, times.scale, random));
  return planned
    .filter(({ at }) => at.getTime() < start.getTime() + dayMs)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function burstOf({ hour, minutes, count, make }: Burst, start: Date, scale: number, random: Random): Planned[] {
  const first = start.getTime() + hour * 60 * minuteMs;
  return Array.from({ length: Math.round(count * scale) }, () =>
    sent(make(random), new Date(first + random.below(minutes * minuteMs)), random),
  );
}

function sent(draft: Draft, at: Date, random: Random): Planned {
  const id = random.chance(0.03) ? `msg-${random.digits(12)}-${at.getTime()}` : random.uuid(at);
  return { at, event: { id, direction: "outbound", occurred_at: at.toISOString(), ...draft } };
}
