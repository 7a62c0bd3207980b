import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { plans } from "@/db/schema/plans";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";
import { prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { planCycles, planRenewsAt } from "./data";
import { renewDuePlans, renewPlan } from "./renew-plan";
import { subscribe } from "./subscribe";

const anchor = new Date("2026-01-31T11:00:00Z");
const second = new Date("2026-02-28T11:00:00Z");
const third = new Date("2026-03-31T11:00:00Z");

beforeAll(async () => {
  await prepareBooks();
  await systemDatabase()
    .insert(plans)
    .values({
      id: "team",
      name: "Team",
      currency: "AOA",
      feeMinor: 700_00n,
      creditsMicro: wholeCredits(100),
      createdAt: anchor,
    });
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const at = (ctx: Context, now: Date): Context => ({ ...ctx, now });
const planOf = async (ctx: Context) => (await readBalance(ctx)).planMicro;

const moveTo = (ctx: Context, timeZone: string) =>
  inWorkspace(ctx, (tx) => tx.update(workspaces).set({ timeZone }).where(eq(workspaces.id, ctx.workspaceId)));

async function subscribed(): Promise<Context> {
  const ctx = await workspaceWith({ wallet: 5 }, anchor);
  await subscribe(ctx, "team");
  return ctx;
}

it("a plan grants its credits at once and says when the next ones come", async () => {
  const ctx = await subscribed();
  expect(await planOf(ctx)).toBe(wholeCredits(100));
  expect(await planRenewsAt(ctx)).toEqual(second);
  expect(await planRenewsAt(await workspaceWith({}, anchor))).toBeNull();
});

it("a renewal is a new lot, once, and what is left of the old one expires", async () => {
  const ctx = await subscribed();
  await meterUsage(ctx, [usageEvent.parse({ id: "one", channel: "sms", to: "+244923000000", parts: 30 })]);
  expect(await renewPlan(at(ctx, new Date(second.getTime() - 1)))).toMatchObject({ status: "not_due" });
  const both = await Promise.all([renewPlan(at(ctx, second)), renewPlan(at(ctx, second))]);
  expect(both.map(({ status }) => status).sort()).toEqual(["not_due", "renewed"]);
  expect(await planOf(ctx)).toBe(wholeCredits(100));
  expect((await readBalance(ctx)).walletMicro).toBe(wholeCredits(5));
  expect(await planRenewsAt(ctx)).toEqual(third);
});

it("another time zone in the middle of a month grants nothing twice", async () => {
  const ctx = await subscribed();
  await moveTo(ctx, "Pacific/Kiritimati");
  await renewPlan(at(ctx, second));
  expect(await planOf(ctx)).toBe(wholeCredits(100));
  await moveTo(ctx, "Pacific/Honolulu");
  await renewPlan(at(ctx, new Date(second.getTime() + 3_600_000)));
  expect(await planOf(ctx)).toBe(wholeCredits(100));
});

it("the worker renews what is due, and only the month that runs when it was away for long", async () => {
  const ctx = await subscribed();
  const late = new Date("2026-05-10T00:00:00Z");
  expect(await renewDuePlans(systemDatabase(), late)).toBeGreaterThan(0);
  expect(await planOf(at(ctx, late))).toBe(wholeCredits(100));
  expect(await planRenewsAt(ctx)).toEqual(new Date("2026-05-31T11:00:00Z"));
  expect(await renewDuePlans(systemDatabase(), late)).toBe(0);
});

it("the running cycle ends today, the one before it the day before it began, and without a plan there is none", async () => {
  const zone = "Africa/Luanda";
  const ctx = await subscribed();
  const march = (day: number) => at(ctx, new Date(Date.UTC(2026, 2, day, 12)));
  expect(await planCycles(at(ctx, anchor), zone)).toEqual([{ from: "2026-01-31", to: "2026-01-31" }]);
  await renewPlan(at(ctx, second));
  expect(await planCycles(march(9), zone)).toEqual([
    { from: "2026-02-28", to: "2026-03-09" },
    { from: "2026-01-31", to: "2026-02-27" },
  ]);
  expect(await planCycles(at(ctx, new Date("2026-05-01T00:00:00Z")), zone)).toEqual([]);
  expect(await planCycles(await workspaceWith({}, anchor), zone)).toEqual([]);
});
