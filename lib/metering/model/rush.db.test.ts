import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { readBalance } from "@/lib/ledger/balance";
import { meterOne, meterUsage } from "../meter";
import { usageEvent } from "../schema";
import { prepareBooks, workspaceWith } from "../testing";
import type { Verdict } from "../verdicts";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const rounds = 20;

/** Two hundred events of one credit at once, on a workspace of a hundred. */
async function rush(meter: (ctx: Context, i: number) => Promise<Verdict | undefined>): Promise<void> {
  const ctx = await workspaceWith({ plan: 30, promo: 30, wallet: 40 });
  const verdicts = await Promise.all(Array.from({ length: 200 }, (_, i) => meter(ctx, i)));
  expect(verdicts.filter((verdict) => verdict?.status === "charged")).toHaveLength(100);
  expect(verdicts.filter((one) => one?.status === "refused" && one.code === "insufficient_credits")).toHaveLength(100);
  expect((await readBalance(ctx)).availableMicro).toBe(0n);
}

const event = (i: number) => usageEvent.parse({ id: `event ${i}`, channel: "sms", to: "+244923000000" });

it(`of 200 single debits of 1 against 100 credits exactly 100 are accepted, ${rounds} times, gathered into batches`, async () => {
  for (let round = 0; round < rounds; round++) await rush((ctx, i) => meterOne(ctx, event(i)));
});

it(`and ${rounds} times as calls of their own over eight connections`, async () => {
  for (let round = 0; round < rounds; round++)
    await rush(async (ctx, i) => {
      const [verdict] = await meterUsage(ctx, [event(i)]);
      return verdict;
    });
}, 300_000);
