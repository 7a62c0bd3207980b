import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { providerEvents } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { expirePurchases } from "@/lib/purchases/expire-purchases";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { byStripe } from "./by-stripe";
import { lookAtPayment } from "./look-at-payment";
import { openPayment } from "./open-payment";
import { fetchMissedEvents, lookAtOpenPayments } from "./reconcile-payments";
import { receiveStripeEvent } from "./stripe-events/receive";
import { trip, workUntil } from "./testing";
import { workEvents } from "./work-events";

let stripe: StripeSandbox;
beforeAll(async () => {
  stripe = await startStripeSandbox((body, signature) => receiveStripeEvent(body, signature, new Date()));
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

async function bought(): Promise<{
  ctx: Context;
  purchaseId: string;
  session: string;
  payment: Awaited<ReturnType<typeof openPayment>>;
}> {
  const ctx = { ...(await buyingWorkspace()), now: new Date() };
  const { id: purchaseId } = await startPurchase(ctx, wish());
  const payment = await openPayment(ctx, byStripe, purchaseId, trip);
  return { ctx, purchaseId, payment, session: /cs_test_\w+/.exec(payment.url ?? "")?.[0] ?? "" };
}

const statusOf = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ status: purchases.status })
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id))),
  );
  return row?.status;
};

describe("a card payment on a hosted page", () => {
  it("is announced, looked up and completed", async () => {
    const { ctx, purchaseId, session } = await bought();
    expect((await stripe.payOn(session, "pm_card_visa", 8_664_000n)).status).toBe(200);
    await workUntil(async () => (await statusOf(ctx, purchaseId)) === "paid");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  });

  it("a button pressed twice opens one page", async () => {
    const { ctx, purchaseId, payment } = await bought();
    const again = await openPayment(ctx, byStripe, purchaseId, trip);
    expect(again).toMatchObject({ id: payment.id, url: payment.url, attempt: 1 });
  });

  it("is completed when no announcement ever comes", async () => {
    const { ctx, purchaseId, payment, session } = await bought();
    await stripe.payOn(session, "pm_card_visa", 8_664_000n);
    expect(await lookAtPayment(ctx, payment)).toBe("completed");
    expect(await statusOf(ctx, purchaseId)).toBe("paid");
    expect(await lookAtPayment(ctx, payment)).toBe("duplicate");
  });

  it("that was declined stays open, and another card pays it", async () => {
    const { ctx, purchaseId, session, payment } = await bought();
    expect((await stripe.payOn(session, "pm_card_visa_chargeDeclinedInsufficientFunds", 8_664_000n)).status).toBe(402);
    await lookAtPayment(ctx, payment);
    expect(await statusOf(ctx, purchaseId)).toBe("pending");
    expect((await stripe.payOn(session, "pm_card_mastercard", 8_664_000n)).status).toBe(200);
    await workUntil(async () => (await statusOf(ctx, purchaseId)) === "paid");
  });

  it("nobody pays in time is closed here and there, and one paid in the last moment is completed", async () => {
    const late = await bought();
    const lucky = await bought();
    await stripe.payOn(lucky.session, "pm_card_visa", 8_664_000n);
    await expirePurchases(systemDatabase(), new Date(Date.now() + 25 * 3_600_000));
    expect(await statusOf(late.ctx, late.purchaseId)).toBe("expired");
    expect(await statusOf(lucky.ctx, lucky.purchaseId)).toBe("paid");
    expect((await stripe.payOn(late.session, "pm_card_visa", 8_664_000n)).status).toBe(400);
  });
});

describe("announcements", () => {
  it("that never came are fetched, and those that came twice are there once", async () => {
    const { ctx, purchaseId, session } = await bought();
    await stripe.payOn(session, "pm_card_visa", 8_664_000n);
    await workUntil(async () => (await statusOf(ctx, purchaseId)) === "paid");
    const count = () => inSystem(systemDatabase(), (tx) => tx.$count(providerEvents));
    const before = await count();
    await inSystem(systemDatabase(), (tx) => tx.delete(providerEvents));
    expect(await fetchMissedEvents(systemDatabase(), new Date())).toBeGreaterThanOrEqual(before);
    await fetchMissedEvents(systemDatabase(), new Date());
    expect(await count()).toBeGreaterThanOrEqual(before);
    await workEvents(systemDatabase(), () => new Date());
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  });

  it("with a wrong, missing, old or future signature are refused and kept by nobody", async () => {
    const refused = (signature: string | null) => receiveStripeEvent('{"id":"evt_forged"}', signature, new Date());
    expect(await refused(null)).toBe(false);
    expect(await refused("t=1,v1=00")).toBe(false);
    const [forged] = await inSystem(systemDatabase(), (tx) =>
      tx.select().from(providerEvents).where(eq(providerEvents.id, "evt_forged")),
    );
    expect(forged).toBeUndefined();
  });

  it("are not needed: what stays open is asked about", async () => {
    const { ctx, purchaseId, session } = await bought();
    await stripe.payOn(session, "pm_card_visa", 8_664_000n);
    await lookAtOpenPayments(systemDatabase(), new Date(Date.now() + 5 * 60_000));
    expect(await statusOf(ctx, purchaseId)).toBe("paid");
  });
});
