import type { agents } from "@/db/schema/agents";
import type { numbers } from "@/db/schema/numbers";
import type { Context } from "@/lib/context";
import type { UsageEvent } from "@/lib/metering/schema";
import type { LocalDay } from "@/lib/time";
import type { Till } from "../selling/till";
import type { Mix, Random } from "./random";

/** What an event is about; its id and its time are added. */
export type Draft = Omit<UsageEvent, "id" | "direction"> & { direction?: UsageEvent["direction"] };
export type Make = (random: Random) => Draft;

/** Many messages in a short time: somebody pressed Send. */
export type Burst = { hour: number; minutes: number; count: number; make: Make };

export type DayOf = { day: LocalDay; weekday: number; dayOfMonth: number; daysAgo: number };

/** Something that happens once, besides usage. */
export type Act = { at: Date; run: (ctx: Context, till: Till) => Promise<unknown> };

/** Credits are bought when so few are left, until so many days before the end. */
export type TopUp = { until: number; below: number; credits: number };

export type Story = {
  slug: string;
  /** Usage of an average day, without the bursts. */
  perDay: number;
  /** Sunday first; they average 1. */
  weekdays: readonly number[];
  /** How much of a day falls in each of its hours. */
  hours: readonly number[];
  /** How much more there is at the end than at the beginning. */
  growth: number;
  mix: Mix<Make>;
  bursts: (day: DayOf, random: Random) => Burst[];
  /** Of the messages sent, so many come back undelivered. */
  undelivered: number;
  batch: number;
  agents: readonly (Pick<typeof agents.$inferInsert, "id" | "name"> & Partial<typeof agents.$inferInsert>)[];
  numbers: readonly (Pick<typeof numbers.$inferInsert, "id" | "name" | "phone"> & { usesWorkspace: boolean })[];
  topUps: readonly TopUp[];
  /** Warns below so many credits, once history is over. */
  lowCredits: number;
  acts: (times: Times) => Act[];
};

/** The moments a story is told by; all of them follow from the end. */
export type Times = {
  end: Date;
  zone: string;
  scale: number;
  ago: (days: number, minutes?: number) => Date;
};
