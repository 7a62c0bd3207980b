import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { budgets } from "@/db/schema/usage-sums";
import { outbox } from "@/db/schema/work";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { sweepLots } from "@/lib/ledger/sweep-lots";
import { settleHold, sweepHolds } from "./close-hold";
import { extendHold, openHold } from "./hold";
import { meterUsage } from "./meter";
import { returnUsage } from "./return-usage";
import { usageEvent } from "./schema";
import { later, prepareBooks, watchedWorkspaceWith, workspaceWith } from "./testing";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const call = () => usageEvent.parse({ id: "call", channel: "voice", to: "+244923000000", seconds: 60 });

async function withKey(ctx: Context, id: string): Promise<Context> {
  const { workspaceId } = ctx;
  await inWorkspace(ctx, (tx) =>
    tx.insert(apiKeys).values({
      workspaceId,
      id,
      name: id,
      lookup: `${workspaceId}${id}`,
      secretHash: "",
      scopes: [],
      createdAt: ctx.now,
    }),
  );
  return { ...ctx, actor: { kind: "apiKey", id } };
}

it("a hold that another key extended counts for the key that opened it, and settles", async () => {
  const ctx = await workspaceWith({ wallet: 100 });
  const [first, second] = [await withKey(ctx, "first"), await withKey(ctx, "second")];
  await openHold(first, call(), later(ctx, 60).now);
  await extendHold(second, "call", { quantity: 120, expiresAt: later(ctx, 60).now });
  expect(await settleHold(second, "call", {})).toMatchObject({ status: "charged", amountMicro: wholeCredits(8) });
  const used = await inWorkspace(ctx, (tx) =>
    tx
      .select({ id: budgets.id, used: budgets.usedMicro, held: budgets.heldMicro })
      .from(budgets)
      .where(and(eq(budgets.workspaceId, ctx.workspaceId), eq(budgets.scope, "key"))),
  );
  expect(used).toEqual([{ id: "first", used: wholeCredits(8), held: 0n }]);
  expect((await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: ctx.now })).findings).toEqual([]);
});

describe("a call that the sweeper charged at its estimate", () => {
  async function estimated(wallet: number) {
    const ctx = await workspaceWith({ wallet });
    await openHold(ctx, call(), later(ctx, 1).now);
    await sweepHolds(systemDatabase(), later(ctx, 2).now);
    const after = later(ctx, 3);
    const wrong = async () =>
      (await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: after.now })).findings;
    return { after, wrong, settle: (quantity: number) => settleHold(after, "call", { quantity }) };
  }

  it("is put right by its true length, once, also when it cost more than there is", async () => {
    const { after, settle, wrong } = await estimated(10);
    expect(await settle(60)).toMatchObject({ status: "duplicate", amountMicro: wholeCredits(4) });
    expect(await settle(150)).toMatchObject({
      status: "charged",
      amountMicro: wholeCredits(12),
      debtMicro: wholeCredits(2),
      balanceMicro: -wholeCredits(2),
    });
    expect(await settle(150)).toMatchObject({ status: "duplicate", amountMicro: wholeCredits(12) });
    expect(await settle(600)).toMatchObject({ status: "closed", usedMicro: wholeCredits(12) });
    expect(await wrong()).toEqual([]);
    expect(await returnUsage(after, "call", "dropped")).toMatchObject({
      status: "returned",
      amountMicro: wholeCredits(12),
    });
    expect(await returnUsage(after, "call", "dropped")).toMatchObject({ status: "duplicate" });
    expect((await readBalance(after)).availableMicro).toBe(wholeCredits(10));
    expect(await wrong()).toEqual([]);
  });

  it("is left alone once somebody has returned it", async () => {
    const { after, settle, wrong } = await estimated(10);
    await returnUsage(after, "call", "lost");
    expect(await settle(600)).toMatchObject({ status: "closed", state: "expired" });
    expect((await readBalance(after)).availableMicro).toBe(wholeCredits(10));
    expect(await wrong()).toEqual([]);
  });
});

describe("an id that has been forgotten", () => {
  const days = (ctx: Context, count: number): Context => later(ctx, count * 24 * 60);

  it("may be another event's, which can be returned too, however the first one ended", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    const event = () => usageEvent.parse({ id: "again", channel: "sms", to: "+244923000000", parts: 5 });
    await meterUsage(ctx, [event()]);
    await returnUsage(ctx, "again", null);
    const hence = days(ctx, 37);
    expect(await meterUsage(hence, [event()])).toMatchObject([{ status: "charged", balanceMicro: wholeCredits(95) }]);
    expect(await returnUsage(hence, "again", null)).toMatchObject({
      status: "returned",
      balanceMicro: wholeCredits(100),
    });
    expect(await returnUsage(hence, "again", null)).toMatchObject({ status: "duplicate" });
    expect((await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: hence.now })).findings).toEqual([]);
  });

  it("is never free for another hold, and says so", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    await openHold(ctx, call(), later(ctx, 5).now);
    await settleHold(ctx, "call", {});
    const hence = days(ctx, 37);
    expect(await openHold(hence, call(), later(hence, 5).now)).toEqual({ status: "key_reused" });
    expect((await readBalance(hence)).availableMicro).toBe(wholeCredits(96));
  });
});

it("credits that expire unseen by any event still tell that the balance is low", async () => {
  const ctx = await watchedWorkspaceWith({ wallet: 10 }, { lowCredits: 50 });
  const expiresAt = later(ctx, 10).now;
  await grantCredits(ctx, {
    fund: "promo",
    amountMicro: wholeCredits(100),
    source: "promo",
    effectKey: "p",
    expiresAt,
  });
  await sweepLots(systemDatabase(), later(ctx, 11).now);
  const told = await inWorkspace(ctx, (tx) =>
    tx.$count(outbox, and(eq(outbox.workspaceId, ctx.workspaceId), eq(outbox.topic, "balance.low"))),
  );
  expect(told).toBe(1);
  expect((await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: expiresAt })).findings).toEqual([]);
});
