import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections } from "@/db";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { readBalance } from "@/lib/ledger/balance";
import { parseMoney } from "@/lib/money";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { stripe as client } from "@/lib/stripe/client";
import { brokenAnswer, type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { byStripe } from "./by-stripe";
import { lookAtPayment } from "./look-at-payment";
import { openPayment } from "./open-payment";
import type { PaymentOrder } from "./provider";

let stripe: StripeSandbox;
beforeAll(async () => {
  stripe = await startStripeSandbox(() => Promise.resolve(true));
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

const trip = {
  title: "10,000 credits",
  locale: "en",
  email: "finance@kianda.example",
  returnUrl: "http://localhost:3000/back",
  cancelUrl: "http://localhost:3000/cancel",
};

async function started(): Promise<{ ctx: Context; purchaseId: string }> {
  const ctx = { ...(await buyingWorkspace()), now: new Date() };
  return { ctx, purchaseId: (await startPurchase(ctx, wish())).id };
}

async function sessionsOf(purchaseId: string): Promise<string[]> {
  const { data } = await client().checkout.sessions.list({ limit: 100 });
  return data.filter(({ client_reference_id: id }) => id === purchaseId).map(({ id }) => id);
}

const order = (ctx: Context, amountMinor: bigint, currency: string): PaymentOrder => ({
  ...trip,
  purchaseId: newId("pur"),
  purchaseNumber: "PUR-2026-0001",
  attempt: 1,
  amountMinor,
  currency,
  keepsCard: false,
  paymentMethodId: null,
  bank: null,
  recurring: null,
  expiresAt: new Date(ctx.now.getTime() + 3_600_000),
});

describe("when the provider answers with silence or an error", () => {
  it.each(["reset-after", "conflict", "busy"])("a page that is opened under %s is opened once", async (fault) => {
    const { ctx, purchaseId } = await started();
    const armed = { operation: "POST /v1/checkout/sessions", fault, times: 1 };
    expect((await stripe.control("faults", armed)).ok).toBe(true);
    expect(await openPayment(ctx, byStripe, purchaseId, trip)).toMatchObject({ status: "open", attempt: 1 });
    expect(await sessionsOf(purchaseId)).toHaveLength(1);
  });

  it("a try that is refused for good is given up, and the next press is another one", async () => {
    const { ctx, purchaseId } = await started();
    await stripe.control("faults", { operation: "POST /v1/checkout/sessions", fault: "error", times: 3 });
    const refused = openPayment(ctx, byStripe, purchaseId, trip);
    await expect(refused).rejects.toMatchObject({ key: "payment_not_opened" });
    expect(await openPayment(ctx, byStripe, purchaseId, trip)).toMatchObject({ status: "open", attempt: 2 });
    expect(await sessionsOf(purchaseId)).toHaveLength(1);
  });

  it("a refusal that comes after the page was opened leads to that page", async () => {
    const { ctx, purchaseId } = await started();
    const late = {
      ...byStripe,
      open: async (...asked: Parameters<typeof byStripe.open>) => {
        await byStripe.open(...asked);
        throw brokenAnswer();
      },
    };
    const payment = await openPayment(ctx, late, purchaseId, trip);
    expect(payment).toMatchObject({ status: "open", attempt: 1, url: expect.stringContaining("/c/pay/") });
    expect(await sessionsOf(purchaseId)).toHaveLength(1);
  });

  it("a process that died after the page was opened and before it was written down finds the same page", async () => {
    const { ctx, purchaseId } = await started();
    let died = false;
    const dying = {
      ...byStripe,
      open: async (...asked: Parameters<typeof byStripe.open>) => {
        const opened = await byStripe.open(...asked);
        if (!died) {
          died = true;
          throw new Error("killed");
        }
        return opened;
      },
    };
    await expect(openPayment(ctx, dying, purchaseId, trip)).rejects.toThrow("killed");
    const payment = await openPayment(ctx, dying, purchaseId, trip);
    const [session, ...more] = await sessionsOf(purchaseId);
    expect(more).toEqual([]);
    await stripe.payOn(session ?? "", "pm_card_visa", 8_664_000n);
    expect(await lookAtPayment(ctx, payment)).toBe("completed");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  });
});

describe("an amount reaches the provider in its smallest coin, and comes back as it went", () => {
  it.each([
    ["IDR", "1250000", 125_000_000],
    ["JPY", "5000", 5_000],
    ["KWD", "12.340", 12_340],
    ["INR", "999.50", 99_950],
    ["AOA", "205200", 20_520_000],
    ["EUR", "9.01", 901],
  ])("%s %s", async (currency, written, coins) => {
    const { ctx } = await started();
    const amountMinor = parseMoney(written, currency) ?? 0n;
    const opened = await byStripe.open(ctx, order(ctx, amountMinor, currency));
    expect(await client().checkout.sessions.retrieve(opened.externalId)).toMatchObject({
      amount_total: coins,
      currency: currency.toLowerCase(),
    });
    expect((await stripe.payOn(opened.externalId, "pm_card_visa", amountMinor)).status).toBe(200);
    const found = await byStripe.look(ctx, opened.externalId);
    expect(found).toMatchObject({ status: "paid", receivedMinor: amountMinor, currency });
  });
});
