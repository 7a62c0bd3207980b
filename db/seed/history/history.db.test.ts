import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inSystem, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { checkBooks } from "@/lib/ledger/check";
import { seedDemo } from "../seed-demo";

const now = new Date("2026-06-24T10:00:00Z");
const written: number[] = [];

beforeAll(async () => {
  await seedDemo({ db: systemDatabase(), now, kept: null, told: (count) => written.push(count) });
}, 120_000);
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

async function ask<T extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<T[]> {
  return inSystem(systemDatabase(), async (tx) => [...(await tx.execute(query))] as T[]);
}

describe("the demo's past", () => {
  it("has at least 200,000 events of ninety days that end now, and every workspace its share", async () => {
    const rows = await ask<{ slug: string; events: number; days: number; last: string }>(sql`
      select w.slug, count(*)::int as events, count(distinct u.day)::int as days, max(u.occurred_at)::text as last
      from usage_events u join workspaces w on w.id = u.workspace_id group by w.slug order by w.slug`);
    expect(rows.map(({ slug }) => slug)).toEqual(["bintang", "kianda", "meridian"]);
    expect(rows.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThanOrEqual(200_000);
    for (const { days, last } of rows) {
      expect(days).toBeGreaterThanOrEqual(90);
      expect(now.getTime() - Date.parse(last)).toBeLessThan(6 * 3_600_000);
      expect(Date.parse(last)).toBeLessThan(now.getTime());
    }
    expect(written.at(-1)).toBeGreaterThanOrEqual(200_000);
  });

  it("has refusals for each good reason, returns, expired credits and holds in flight", async () => {
    const refusals = await ask<{ refusal: string }>(
      sql`select distinct refusal from usage_events where refusal is not null order by 1`,
    );
    expect(refusals.map(({ refusal }) => refusal)).toEqual([
      "agent_limit_reached",
      "agent_stopped",
      "in_the_future",
      "insufficient_credits",
      "no_rate",
      "number_credits_exhausted",
      "plan_exhausted",
      "too_old",
    ]);
    const kinds = await ask<{ kind: string }>(sql`select distinct kind from journal order by 1`);
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["adjust", "expire", "grant", "hold", "move", "purchase", "renewal", "return", "settle"]),
    );
    expect(await ask(sql`select count(*)::int as open from holds where state = 'open'`)).toEqual([{ open: 3 }]);
  });

  it("ends on the same balance whatever the day, with a mark below which somebody is told", async () => {
    const rows =
      await ask(sql`select p.promo_micro::text as promo, p.wallet_micro::text as wallet, p.plan_micro::text as plan,
        p.held_micro::text as held, p.low_micro::text as low
      from pockets p join workspaces w on w.id = p.workspace_id where w.slug = 'kianda' and p.id = 'main'`);
    expect(rows).toEqual([
      { promo: "1168000000", wallet: "47082500000", plan: "0", held: "332000000", low: "5000000000" },
    ]);
    expect(await ask(sql`select topic from outbox where topic = 'balance.low'`)).toEqual([]);
  });

  it("is busiest in the middle of a working day of the workspace's zone, and quiet on Sunday", async () => {
    const hours = await ask<{ hour: number }>(sql`
      select extract(hour from u.occurred_at at time zone w.time_zone)::int as hour from usage_events u
      join workspaces w on w.id = u.workspace_id where w.slug = 'kianda' group by 1 order by count(*) desc`);
    expect(hours.slice(0, 5).every(({ hour }) => hour >= 8 && hour <= 17)).toBe(true);
    const [quietest] = await ask<{ weekday: number }>(sql`
      select extract(dow from u.day)::int as weekday from usage_events u
      join workspaces w on w.id = u.workspace_id where w.slug = 'kianda' group by 1 order by count(*) limit 1`);
    expect(quietest).toEqual({ weekday: 0 });
  });

  it("leaves books in which every promise holds", async () => {
    const { findings, workspaces, events } = await checkBooks(systemDatabase(), { now });
    expect(findings).toEqual([]);
    expect(workspaces).toBe(3);
    expect(events).toBeGreaterThanOrEqual(200_000);
  }, 60_000);

  it("is written once: a later start finds it there", async () => {
    const told: number[] = [];
    const counts = () =>
      ask(
        sql`select (select count(*)::int from usage_events) as events, (select count(*)::int from journal) as journal`,
      );
    const before = await counts();
    await seedDemo({
      db: systemDatabase(),
      now: new Date(now.getTime() + 3_600_000),
      kept: null,
      told: (n) => told.push(n),
    });
    expect(told).toEqual([]);
    expect(await counts()).toEqual(before);
  });
});
