import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { budgets } from "@/db/schema/metering";
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

it("a settlement that comes after the sweeper charged the estimate is told so, and charges nothing more", async () => {
  const ctx = await workspaceWith({ wallet: 100 });
  await openHold(ctx, call(), later(ctx, 1).now);
  await sweepHolds(systemDatabase(), later(ctx, 2).now);
  expect(await settleHold(later(ctx, 3), "call", { quantity: 600 })).toEqual({
    status: "closed",
    state: "expired",
    usedMicro: wholeCredits(4),
  });
  expect((await readBalance(ctx)).availableMicro).toBe(wholeCredits(96));
});

it("a call that was charged at its estimate is put right under another id, also when it cost more than there is", async () => {
  const ctx = await workspaceWith({ wallet: 10 });
  await openHold(ctx, call(), later(ctx, 1).now);
  await sweepHolds(systemDatabase(), later(ctx, 2).now);
  const after = later(ctx, 3);
  expect(await returnUsage(after, "call", "longer")).toMatchObject({
    status: "returned",
    amountMicro: wholeCredits(4),
    balanceMicro: wholeCredits(10),
  });
  const again = usageEvent.parse({ ...call(), id: "call, 150 s", occurred_at: ctx.now.toISOString() });
  await openHold(after, again, later(after, 1).now);
  expect(await settleHold(after, again.id, { quantity: 150 })).toMatchObject({
    status: "charged",
    amountMicro: wholeCredits(12),
    debtMicro: wholeCredits(2),
  });
  expect((await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId, now: after.now })).findings).toEqual([]);
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
