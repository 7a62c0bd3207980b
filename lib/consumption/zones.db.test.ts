import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace } from "@/db";
import { closeHot } from "@/db/hot";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { groupUsage } from "@/lib/metering/group-usage";
import { sumUsage } from "@/lib/metering/list-usage";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";
import { prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { addDays, type LocalDay, startOfDay } from "@/lib/time";
import { readConsumption } from "./consumption";
import { readRecent } from "./pace";

const moment = (at: string) => new Date(at);
/** A zone, a day at whose ends something is sent, and the moment it is looked at; New York's days are 23 hours once a year. */
const places: [string, LocalDay, Date][] = [
  ["Asia/Jakarta", "2026-06-01", moment("2026-06-02T05:00:00Z")],
  ["Asia/Kolkata", "2026-06-01", moment("2026-06-02T05:00:00Z")],
  ["Asia/Kathmandu", "2026-06-01", moment("2026-06-02T05:00:00Z")],
  ["America/New_York", "2026-03-08", moment("2026-03-09T18:00:00Z")],
  ["Pacific/Kiritimati", "2026-06-01", moment("2026-06-02T05:00:00Z")],
];

beforeAll(prepareBooks);
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

describe.each(places)("in %s", (timeZone, day, now) => {
  const place = { timeZone, country: "AO" };
  let ctx: Context;

  /** One part in the last second before the day, two in its first, three in its last, four in the first after it. */
  beforeAll(async () => {
    const founded = await workspaceWith({ wallet: 100 }, moment("2026-01-05T00:00:00Z"));
    ctx = { ...founded, now };
    await inWorkspace(ctx, (tx) => tx.update(workspaces).set({ timeZone }).where(eq(workspaces.id, ctx.workspaceId)));
    await inWorkspace(ctx, (tx) =>
      tx.update(workspaces).set({ zoneChangedAt: null }).where(eq(workspaces.id, ctx.workspaceId)),
    );
    const [start, end] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
    const edges = [new Date(start.getTime() - 1_000), start, new Date(end.getTime() - 1_000), end];
    await meterUsage(
      ctx,
      edges.map((at, i) =>
        usageEvent.parse({
          id: `at ${at.toISOString()}`,
          channel: "sms",
          to: "+244923000000",
          parts: i + 1,
          occurred_at: at.toISOString(),
        }),
      ),
    );
  });

  it("the overview's day is the zone's", async () => {
    const { byDay } = await readConsumption(ctx, timeZone, { from: addDays(day, -1), to: addDays(day, 1) });
    expect(byDay.map(({ day: on, amountMicro }) => [on, amountMicro])).toEqual([
      [addDays(day, -1), wholeCredits(1)],
      [day, wholeCredits(5)],
      [addDays(day, 1), wholeCredits(4)],
    ]);
    const alone = await readConsumption(ctx, timeZone, { from: day, to: day });
    expect(alone.total).toEqual({ events: 2, amountMicro: wholeCredits(5) });
  });

  it("the log's day, counted by rollup or one by one, is the same", async () => {
    for (const narrower of [{}, { min: 0 }]) {
      const filter = { from: day, to: day, ...narrower };
      expect(await sumUsage(ctx, place, filter, "full")).toMatchObject({ events: 2, amountMicro: wholeCredits(5) });
      const { groups } = await groupUsage(ctx, place, filter, { by: "day", recipients: "full" });
      expect(groups.map(({ value }) => value)).toEqual([day]);
    }
  });

  it("this month begins with the zone's first", async () => {
    const { month } = await readRecent(ctx, timeZone, wholeCredits(90));
    expect(month.usedMicro).toBe(wholeCredits(day.endsWith("-01") ? 9 : 10));
  });
});
