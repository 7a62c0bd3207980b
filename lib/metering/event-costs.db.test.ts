import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, connection, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { usageEvents } from "@/db/schema/metering";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { settleHold, sweepHolds } from "./close-hold";
import { eventCosts } from "./event-costs";
import { openHold } from "./hold";
import { meterUsage } from "./meter";
import { readUsage } from "./read-usage";
import { returnUsage } from "./return-usage";
import { type UsageEvent, usageEvent } from "./schema";
import { later, numberIn, prepareBooks, workspaceWith } from "./testing";

beforeAll(prepareBooks);
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const sms = (id: string, more: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...more });

async function costs(ctx: Context): Promise<Map<string, bigint>> {
  return inWorkspace(ctx, async (tx) => {
    const events = await tx.select().from(usageEvents).where(eq(usageEvents.workspaceId, ctx.workspaceId));
    const bySeq = await eventCosts(tx, ctx, events);
    return new Map(
      events.flatMap(({ externalId, seq }) => (seq === null ? [] : [[externalId ?? "", bySeq.get(seq) ?? 0n]])),
    );
  });
}

async function journalCost(ctx: Context): Promise<bigint> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.execute<{ cost: string }>(
      sql`select sum(cost_minor)::text as cost from journal where workspace_id = ${ctx.workspaceId} and kind in ('usage', 'settle')`,
    ),
  );
  return BigInt(row?.cost ?? 0);
}

const sum = (all: Iterable<bigint>) => [...all].reduce((one, two) => one + two, 0n);

async function receiptOf(ctx: Context, id: string, nth = 0) {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.execute<{ key: string; at: string }>(sql`
      select key::text, (extract(epoch from occurred_at) * 1000000)::bigint::text as at from usage_events
      where workspace_id = ${ctx.workspaceId} and external_id = ${id} order by seq offset ${nth}`),
  );
  return readUsage(ctx, { atMicros: row?.at ?? "0", key: row?.key ?? "" }, "full");
}

describe("what single events cost", () => {
  it("is what was paid for the credits they took, and sums to what their transaction cost", async () => {
    const ctx = await workspaceWith({});
    await numberIn(ctx, "sales", { credits: 2, usesWorkspace: true });
    const grant = { source: "purchase", expiresAt: null } as const;
    await grantCredits(ctx, {
      ...grant,
      fund: "plan",
      amountMicro: wholeCredits(3),
      costMinor: 100n,
      effectKey: "plan",
    });
    await grantCredits(ctx, {
      ...grant,
      fund: "promo",
      amountMicro: wholeCredits(2),
      costMinor: 0n,
      effectKey: "promo",
    });
    await grantCredits(ctx, {
      ...grant,
      fund: "wallet",
      amountMicro: wholeCredits(7),
      costMinor: 5_000n,
      effectKey: "wallet",
    });
    await meterUsage(ctx, [
      sms("plan 1"),
      sms("plan 2"),
      sms("plan 3"),
      sms("promo", { parts: 2 }),
      sms("number", { number: "sales" }),
      sms("wallet 1"),
      sms("wallet 2", { parts: 2 }),
      sms("dear", { parts: 90 }),
    ]);
    const all = await costs(ctx);
    expect([...all.keys()]).not.toContain("dear");
    expect([all.get("plan 1"), all.get("plan 2"), all.get("plan 3")]).toEqual([34n, 33n, 33n]);
    expect(all.get("promo")).toBe(0n);
    expect([all.get("wallet 1"), all.get("wallet 2")]).toEqual([714n, 1_429n]);
    expect(sum(all.values())).toBe(await journalCost(ctx));
    expect(await receiptOf(ctx, "wallet 2")).toMatchObject({ costMinor: 1_429n, hold: null });
    expect(await receiptOf(ctx, "dear")).toMatchObject({ costMinor: null });
  });
});

it("a share stays what it was when other events of the transaction are no longer in the log", async () => {
  const ctx = await workspaceWith({});
  const grant = { fund: "wallet", source: "purchase", expiresAt: null } as const;
  await grantCredits(ctx, { ...grant, amountMicro: wholeCredits(10), costMinor: 8_000n, effectKey: "wallet" });
  await meterUsage(ctx, [sms("gone", { parts: 4 }), sms("there", { parts: 3 })]);
  expect((await costs(ctx)).get("there")).toBe(2_400n);
  const administrator = connection(process.env.DATABASE_ADMIN_URL).db;
  const undo = new Error("undo");
  const summarised = administrator.transaction(async (tx) => {
    await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
    await tx.execute(sql`delete from usage_events where workspace_id = ${ctx.workspaceId} and external_id = 'gone'`);
    const events = await tx.select().from(usageEvents).where(eq(usageEvents.workspaceId, ctx.workspaceId));
    expect([...(await eventCosts(tx, ctx, events)).values()]).toEqual([2_400n]);
    throw undo;
  });
  await expect(summarised).rejects.toBe(undo);
});

describe("a receipt tells of the hold it was charged from", () => {
  it("with what was held and until when, and of the entry that gave it back", async () => {
    const ctx = await workspaceWith({ wallet: 20 });
    const call = usageEvent.parse({ id: "call", channel: "voice", to: "+244923000000", seconds: 120 });
    await openHold(ctx, call, later(ctx, 60).now);
    await settleHold(later(ctx, 2), "call", { quantity: 30 });
    await returnUsage(later(ctx, 3), "call", "dropped");
    const receipt = await receiptOf(ctx, "call");
    expect(receipt?.hold).toMatchObject({
      id: "call",
      state: "settled",
      openedAt: ctx.now,
      expiresAt: later(ctx, 60).now,
    });
    expect(receipt?.hold?.amountMicro).toBeGreaterThan(receipt?.amountMicro ?? 0n);
    expect(receipt).toMatchObject({ returnReason: "dropped", returnTx: (receipt?.tx ?? 0n) + 1n });
  });

  it("also where it was charged at its estimate first, and put right under the same id", async () => {
    const ctx = await workspaceWith({ wallet: 20 });
    const call = usageEvent.parse({ id: "long", channel: "voice", to: "+244923000000", seconds: 120 });
    await openHold(ctx, call, later(ctx, 1).now);
    await sweepHolds(systemDatabase(), later(ctx, 5).now);
    await settleHold(later(ctx, 6), "long", { quantity: 30 });
    const [estimate, truth] = [await receiptOf(ctx, "long", 0), await receiptOf(ctx, "long", 1)];
    expect(estimate).toMatchObject({ returnReason: "estimated", hold: { id: "long", key: estimate?.key } });
    expect(truth).toMatchObject({ returnReason: null, hold: { id: "long", key: estimate?.key } });
    expect(truth?.key).not.toBe(estimate?.key);
  });
});
