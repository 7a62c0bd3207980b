import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { claimCredits } from "@/lib/ledger/claim-credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { moveCredits, setFrozen, withdrawCredits } from "@/lib/ledger/move-credits";
import { releaseHold, settleHold } from "./close-hold";
import { openHold } from "./hold";
import { meterUsage } from "./meter";
import { returnUsage } from "./return-usage";
import { usageEvent } from "./schema";
import { later, noon, numberIn, prepareBooks, workspaceWith } from "./testing";

beforeAll(() => prepareBooks());
afterEach(async () => {
  const { findings } = await checkBooks(systemDatabase(), { now: new Date(noon.getTime() + 3_600_000) });
  expect(findings).toEqual([]);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

let effects = 0;
const claim = (ctx: Context, taken: number, kept = 0, origin = "purchase:1") => {
  effects += 1;
  return claimCredits(ctx, {
    origin,
    takenMicro: wholeCredits(taken),
    keptMicro: wholeCredits(kept),
    effectKey: `refund:${effects}`,
    reference: origin,
  });
};

/** Ten credits bought for 100. */
async function bought(pocket = "main"): Promise<Context> {
  const ctx = await workspaceWith();
  if (pocket !== "main") await numberIn(ctx, pocket);
  await buy(ctx, 10, "purchase:1", pocket);
  return ctx;
}
const buy = (ctx: Context, credits: number, effectKey: string, pocket = "main") =>
  grantCredits(ctx, {
    ...{ fund: "wallet", source: "purchase", pocket, effectKey, reference: effectKey },
    ...{ amountMicro: wholeCredits(credits), costMinor: BigInt(credits * 10) },
  });
const use = (ctx: Context, id: string, parts: number, number?: string) =>
  meterUsage(ctx, [usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts, number })]);
const hold = (ctx: Context, id: string, parts: number) =>
  openHold(ctx, usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts }), later(ctx, 60).now);

type Standing = Record<"wallet" | "held" | "debt" | "used" | "cost", number>;

async function standing(ctx: Context, pocket = "main"): Promise<Standing> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.execute<Standing>(sql`
      select (p.wallet_micro / 1e6)::float8 as wallet, (p.held_micro / 1e6)::float8 as held, (p.debt_micro / 1e6)::float8 as debt,
        (select coalesce(sum(l.used_micro), 0) / 1e6 from lots l where l.workspace_id = p.workspace_id and l.pocket = p.id)::float8 as used,
        p.cost_minor::float8 as cost
      from pockets p where p.workspace_id = ${ctx.workspaceId} and p.id = ${pocket}`),
  );
  if (!row) throw new Error("no pocket");
  return row;
}

describe("what is taken back of a purchase", () => {
  it("comes out of what remains of it, then out of what was used, which becomes debt and costs nothing any more", async () => {
    const ctx = await bought();
    await use(ctx, "a", 7);
    expect(await claim(ctx, 2)).toMatchObject({ debtMicro: 0n });
    expect(await standing(ctx)).toEqual({ wallet: 1, held: 0, debt: 0, used: 7, cost: 70 });
    expect(await claim(ctx, 10)).toMatchObject({ takenMicro: wholeCredits(10), debtMicro: wholeCredits(7) });
    expect(await standing(ctx)).toEqual({ wallet: 0, held: 0, debt: 7, used: 0, cost: 0 });
    expect(await readBalance(ctx)).toMatchObject({ availableMicro: wholeCredits(-7), walletMicro: wholeCredits(-7) });
  });

  it("and given back again ends where it began, in one step or in several", async () => {
    for (const way of [[0], [6, 3, 0], [9, 1, 4, 0]]) {
      const ctx = await bought();
      await use(ctx, "a", 7);
      const before = await standing(ctx);
      await claim(ctx, 10);
      for (const taken of way) await claim(ctx, taken);
      expect(await standing(ctx)).toEqual(before);
    }
  });

  it("said twice is taken once", async () => {
    const ctx = await bought();
    const said = {
      origin: "purchase:1",
      takenMicro: wholeCredits(4),
      keptMicro: 0n,
      effectKey: "refund:x",
      reference: "x",
    };
    await Promise.all(Array.from({ length: 8 }, () => claimCredits(ctx, said)));
    expect(await standing(ctx)).toMatchObject({ wallet: 6 });
  });

  it("is paid by other credits of the wallet, and by the next purchase when there are none", async () => {
    const ctx = await bought();
    await use(ctx, "a", 10);
    await buy(ctx, 4, "purchase:2");
    await claim(ctx, 10);
    expect(await standing(ctx)).toMatchObject({ wallet: 0, debt: 6, used: 4, cost: 40 });
    expect(await use(ctx, "b", 1)).toMatchObject([{ code: "insufficient_credits", shortByMicro: wholeCredits(7) }]);
    await buy(ctx, 8, "purchase:3");
    expect(await standing(ctx)).toMatchObject({ wallet: 2, debt: 0, used: 10, cost: 100 });
    await claim(ctx, 0);
    expect(await standing(ctx)).toMatchObject({ wallet: 12, debt: 0, used: 10, cost: 100 });
  });

  it("waits for what is held of it: released it goes back, settled it is debt", async () => {
    const ctx = await bought();
    await hold(ctx, "call", 6);
    expect(await claim(ctx, 10)).toMatchObject({ takenMicro: wholeCredits(10), debtMicro: 0n });
    expect(await standing(ctx)).toMatchObject({ wallet: 0, held: 6, debt: 0 });
    await settleHold(ctx, "call", { quantity: 2 });
    expect(await standing(ctx)).toEqual({ wallet: 0, held: 0, debt: 2, used: 0, cost: 0 });
    const other = await bought();
    await hold(other, "call", 6);
    await claim(other, 10);
    await releaseHold(other, "call");
    expect(await standing(other)).toEqual({ wallet: 0, held: 0, debt: 0, used: 0, cost: 0 });
    await claim(other, 3);
    expect(await standing(other)).toMatchObject({ wallet: 7, debt: 0 });
  });

  it("follows credits to the number they were moved to; what is missing there is the workspace's debt", async () => {
    const ctx = await bought();
    await numberIn(ctx, "sales", { usesWorkspace: true });
    await moveCredits(ctx, { from: "main", to: "sales", amountMicro: wholeCredits(6), effectKey: "move:1" });
    await use(ctx, "a", 5, "sales");
    const before = [await standing(ctx), await standing(ctx, "sales")];
    await claim(ctx, 10);
    expect(await standing(ctx)).toMatchObject({ wallet: 0, debt: 5 });
    expect(await standing(ctx, "sales")).toMatchObject({ wallet: 0, debt: 0, used: 0 });
    await claim(ctx, 0);
    expect([await standing(ctx), await standing(ctx, "sales")]).toEqual(before);
  });

  it("that a number had used and the workspace paid for comes back to the workspace", async () => {
    const ctx = await bought("sales");
    await use(ctx, "a", 7, "sales");
    await buy(ctx, 20, "purchase:2");
    await claim(ctx, 10);
    expect(await standing(ctx)).toMatchObject({ wallet: 13, debt: 0 });
    await claim(ctx, 0);
    expect(await standing(ctx)).toMatchObject({ wallet: 20, debt: 0 });
    expect(await standing(ctx, "sales")).toMatchObject({ wallet: 3, used: 7 });
  });

  it("is debt also where the credits had left the lot by the operator's word", async () => {
    const ctx = await bought();
    await withdrawCredits(ctx, { amountMicro: wholeCredits(4), effectKey: "adjust:1" });
    await claim(ctx, 10);
    expect(await standing(ctx)).toMatchObject({ wallet: 0, debt: 4 });
    await claim(ctx, 0);
    expect(await standing(ctx)).toMatchObject({ wallet: 6, debt: 0 });
  });

  it("of an event that is returned afterwards lowers the debt, and comes back as credits when that was paid", async () => {
    const ctx = await bought();
    await use(ctx, "a", 4);
    await use(ctx, "b", 6);
    await claim(ctx, 10);
    await returnUsage(ctx, "a", null);
    expect(await standing(ctx)).toMatchObject({ wallet: 0, debt: 6 });
    await buy(ctx, 6, "purchase:2");
    await returnUsage(ctx, "b", null);
    expect(await standing(ctx)).toMatchObject({ wallet: 6, debt: 0 });
    await claim(ctx, 0);
    expect(await standing(ctx)).toMatchObject({ wallet: 16, debt: 0 });
  });
});

describe("while a dispute is open", () => {
  it("what is left of the purchase is held; won it is there again, lost it is taken", async () => {
    const ctx = await bought();
    await use(ctx, "a", 3);
    expect(await claim(ctx, 0, 10)).toMatchObject({ keptMicro: wholeCredits(7) });
    expect(await readBalance(ctx)).toMatchObject({ availableMicro: 0n, heldMicro: wholeCredits(7) });
    await claim(ctx, 0, 0);
    expect(await standing(ctx)).toEqual({ wallet: 7, held: 0, debt: 0, used: 3, cost: 30 });
    await claim(ctx, 0, 10);
    await claim(ctx, 10, 0);
    expect(await standing(ctx)).toEqual({ wallet: 0, held: 0, debt: 3, used: 0, cost: 0 });
  });

  it("a frozen wallet opens with its last reason, and pays what became debt meanwhile", async () => {
    const ctx = await bought();
    await buy(later(ctx, 1), 5, "purchase:2");
    await use(ctx, "a", 4);
    expect(await setFrozen(ctx, true)).toBe(true);
    expect(await setFrozen(ctx, true, "dispute:1")).toBe(true);
    await claim(ctx, 10);
    expect(await standing(ctx)).toMatchObject({ wallet: 5, debt: 4 });
    expect(await setFrozen(ctx, false)).toBe(true);
    expect(await setFrozen(ctx, false, "dispute:1")).toBe(false);
    expect(await standing(ctx)).toMatchObject({ wallet: 1, debt: 0 });
  });

  it("a purchase pays the debt first, and its credits stay frozen", async () => {
    const ctx = await bought();
    await use(ctx, "a", 10);
    await setFrozen(ctx, true, "dispute:1");
    await claim(ctx, 10);
    await buy(ctx, 12, "purchase:2");
    expect(await standing(ctx)).toMatchObject({ wallet: 2, debt: 0 });
    expect(await use(ctx, "b", 1)).toMatchObject([{ code: "wallet_frozen" }]);
  });
});
