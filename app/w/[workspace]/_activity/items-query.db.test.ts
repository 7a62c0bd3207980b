import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { listUsage } from "@/lib/metering/list-usage";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { later, noon, numberIn, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { foldPosted } from "@/lib/statement/fold-posted";
import { readStatement } from "@/lib/statement/read-statement";
import { localDay } from "@/lib/time";
import { usageView } from "../usage/usage-search";
import { itemsQuery } from "./items-query";

const place = { timeZone: "Africa/Luanda", country: "AO" };

beforeAll(prepareBooks);
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const daysAgo = (days: number) => new Date(noon.getTime() - days * 86_400_000).toISOString();
const sms = (id: string, more: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...more });

it.each(["main", "sales"])(
  "the items a statement counts are what its link shows in the log, of the balance %s",
  async (pocket) => {
    const ctx = await workspaceWith({ plan: 2, wallet: 50 });
    await numberIn(ctx, "sales", { credits: 4, usesWorkspace: true });
    await numberIn(ctx, "help", { credits: 1, usesWorkspace: true });
    await meterUsage(ctx, [
      sms("plain"),
      sms("late", { occurred_at: daysAgo(20) }),
      sms("yesterday's", { occurred_at: daysAgo(1) }),
      sms("by the number", { number: "sales" }),
      sms("by both", { number: "sales", parts: 5 }),
      sms("by the other", { number: "help" }),
      sms("dear", { parts: 900 }),
      usageEvent.parse({ id: "mail", channel: "email", to: "ana@kianda.ao" }),
    ]);
    await returnUsage(later(ctx, 5), "plain", null);
    await meterUsage(later(ctx, 1440), [sms("tomorrow's"), sms("late too", { occurred_at: noon.toISOString() })]);
    const tomorrow = later(ctx, 1440);
    const today = localDay(tomorrow.now, place.timeZone);
    const period = { from: localDay(noon, place.timeZone), to: today, timeZone: place.timeZone, pocket };
    const shown: number[] = [];
    const { lines } = await readStatement(tomorrow, period);
    for (const line of lines) {
      if (line.rolled !== "usage") continue;
      const query = itemsQuery(pocket, line.day, line.channel);
      const given = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
      const { filter, unread } = usageView(given, { today, cycles: [], first: null });
      expect(unread).toEqual([]);
      const list = await listUsage(tomorrow, place, filter, { after: null, limit: 50, recipients: "full" });
      expect([list.totals.events, list.rows.length]).toEqual([line.items, line.items]);
      shown.push(line.items);
    }
    expect(shown.length > 0 && Math.max(...shown)).toBe(pocket === "main" ? 4 : 2);
    await foldPosted(systemDatabase(), { transactions: 1, events: 1 });
    expect((await readStatement(tomorrow, period)).lines).toEqual(lines);
  },
);
