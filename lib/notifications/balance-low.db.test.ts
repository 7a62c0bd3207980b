import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { notifications, outbox } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { personWith } from "@/lib/auth/testing";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { drainOutbox } from "@/lib/jobs/drain-outbox";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";
import { later, prepareBooks, watchedWorkspaceWith } from "@/lib/metering/testing";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const spend = (ctx: Context, id: string, parts: number) =>
  meterUsage(ctx, [usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts })]);
const grant = (ctx: Context, credits: number) =>
  grantCredits(ctx, {
    fund: "wallet",
    amountMicro: wholeCredits(credits),
    source: "purchase",
    effectKey: `g${credits}`,
  });
const marks = (ctx: Context) => inWorkspace(ctx, (tx) => tx.$count(outbox));

it("a balance that falls below its mark is told once, and again only after it has been well above", async () => {
  const ctx = await watchedWorkspaceWith({ wallet: 110 }, { lowCredits: 100 });
  const owner = (await personWith()).id;
  await inWorkspace(ctx, (tx) =>
    tx.insert(memberships).values({ workspaceId: ctx.workspaceId, userId: owner, role: "owner", createdAt: ctx.now }),
  );
  await spend(ctx, "to the mark", 10);
  expect(await marks(ctx)).toBe(0);
  await spend(ctx, "below", 1);
  await spend(ctx, "further", 5);
  expect(await marks(ctx)).toBe(1);
  await grant(ctx, 15);
  await spend(ctx, "not far enough above", 20);
  expect(await marks(ctx)).toBe(1);
  await grant(ctx, 30);
  await spend(ctx, "below again", 50);
  expect(await marks(ctx)).toBe(2);

  await drainOutbox({ now: () => later(ctx, 1).now });
  const told = await inSystem(systemDatabase(), (tx) => tx.select().from(notifications));
  expect(told.map(({ userId, kind, values }) => ({ userId, kind, values }))).toEqual(
    [1, 2].map(() => ({ userId: owner, kind: "balance_low", values: { low: 100 } })),
  );
});
