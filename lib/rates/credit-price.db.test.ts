import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { readConsumption } from "@/lib/consumption/consumption";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";
import { noon, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { moneyOf, readCreditPrice, worthOf } from "./credit-price";

const priceOf = async (ctx: Context) =>
  readCreditPrice(ctx, await readConsumption(ctx, "Africa/Luanda", { from: "2026-05-26", to: "2026-06-24" }));
const bought = (ctx: Context, credits: number, costMinor: bigint) =>
  grantCredits(ctx, {
    fund: "wallet",
    amountMicro: wholeCredits(credits),
    source: "purchase",
    effectKey: `purchase:${credits}`,
    costMinor,
  });

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

describe("what a credit costs a workspace", () => {
  it("is nothing to tell while none was paid for", async () => {
    expect(await priceOf(await workspaceWith({ promo: 10 }))).toBeNull();
  });

  it("is the average of the paid credits it has, until some are used", async () => {
    const ctx = await workspaceWith();
    await bought(ctx, 100, 80_000n);
    await bought(ctx, 300, 210_000n);
    const price = await priceOf(ctx);
    expect(price).toEqual({ basis: "left", costMinor: 290_000n, amountMicro: wholeCredits(400) });
    expect(price && worthOf(wholeCredits(1), price, "AOA")).toBe("7.250000");
    expect(price && moneyOf(wholeCredits(3), price)).toBe(2_175n);
  });

  it("is then what the credits used in the last days had cost, as the overview counts it", async () => {
    const ctx = await workspaceWith({ promo: 2 });
    await bought(ctx, 100, 80_000n);
    await meterUsage({ ...ctx, now: noon }, [
      usageEvent.parse({ id: "first", channel: "sms", to: "+244923000000", parts: 8 }),
    ]);
    // Two of the eight were promotional and cost nothing.
    expect(await priceOf(ctx)).toEqual({ basis: "used", costMinor: 4_800n, amountMicro: wholeCredits(8) });
  });
});
