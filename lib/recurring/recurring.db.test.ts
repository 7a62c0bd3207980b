import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace } from "@/db";
import { recurringPurchases } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { outbox } from "@/db/schema/work";
import { listCards } from "@/lib/cards/data";
import { followCards } from "@/lib/cards/follow-cards";
import { removeCard } from "@/lib/cards/remove-card";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { byStripe } from "@/lib/payments/by-stripe";
import { ensureCustomer } from "@/lib/payments/ensure-customer";
import { keepRefs } from "@/lib/payments/find-ref";
import { openPayment } from "@/lib/payments/open-payment";
import { receiveStripeEvent } from "@/lib/payments/stripe-events/receive";
import { trip, workUntil } from "@/lib/payments/testing";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { stripeAccount } from "@/lib/stripe/client";
import { type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { goOnRecurring, skipNext, skipNothing, stopRecurring } from "./change-recurring";
import { lookAtRecurring } from "./look-at-recurring";

let stripe: StripeSandbox;
beforeAll(async () => {
  stripe = await startStripeSandbox((body, signature) => receiveStripeEvent(body, signature, new Date()));
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

const day = 86_400;
const second = (moment: string) => Date.parse(moment) / 1_000;
/** 10,000 credits by the month: Kz 76,000 less 5%, and 14%. */
const monthly = 8_230_800n;

async function made(path: string, params: Record<string, string>): Promise<string> {
  const answer = (await (await stripe.post(path, params)).json()) as { id: string };
  return answer.id;
}

/** Bought by the month with a card that is kept, by somebody whose time a test clock tells. */
async function bought(card = "pm_card_visa") {
  const ctx = { ...(await buyingWorkspace()), now: new Date("2026-11-30T10:00:00Z") };
  const clock = await made("/v1/test_helpers/test_clocks", { frozen_time: String(second("2026-01-31T10:00:00Z")) });
  const customer = await made("/v1/customers", { test_clock: clock });
  const names = [{ externalId: customer, kind: "customer" as const, ourId: ctx.workspaceId }];
  await keepRefs(ctx, "stripe", await stripeAccount(), names);
  await made(`/v1/payment_methods/${card}/attach`, { customer });
  await followCards(ctx);
  const [kept] = await listCards(ctx);
  const order = wish({ rhythm: "month", method: "saved_card", paymentMethodId: kept?.id ?? "" });
  const first = await startPurchase(ctx, { ...order, seen: { totalMinor: monthly, currency: "AOA" } });
  const payment = await openPayment(ctx, byStripe, first.id, trip);
  const id = first.recurringId ?? "";
  await lookAtRecurring(ctx, id);
  return { ctx, clock, customer, id, first, payment, card: kept?.id ?? "" };
}

async function advance(clock: string, to: string): Promise<void> {
  await stripe.post(`/v1/test_helpers/test_clocks/${clock}/advance`, { frozen_time: String(second(to)) });
  await expect
    .poll(
      async () => {
        const response = await fetch(`${stripe.url}/v1/test_helpers/test_clocks/${clock}`, {
          headers: { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` },
        });
        return ((await response.json()) as { status: string }).status;
      },
      { timeout: 30_000 },
    )
    .toBe("ready");
}

const rowOf = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(recurringPurchases)
      .where(and(eq(recurringPurchases.workspaceId, ctx.workspaceId), eq(recurringPurchases.id, id))),
  );
  return row;
};

const periodsOf = (ctx: Context, id: string) =>
  inWorkspace(ctx, async (tx) =>
    (
      await tx
        .select()
        .from(purchases)
        .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.recurringId, id)))
        .orderBy(asc(purchases.period))
    ).map(({ period, status, totalMinor }) => [period, status, totalMinor]),
  );

const bookedCredits = async (ctx: Context) => (await readBalance(ctx)).walletMicro / wholeCredits(1);

describe("credits bought by the month from 31 January", () => {
  it("are one purchase and one grant for each of six renewals, on the last days of their months, at the agreed price", async () => {
    const { ctx, clock, id } = await bought();
    expect(await rowOf(ctx, id)).toMatchObject({ status: "active", nextAt: new Date("2026-02-28T10:00:00Z") });
    await advance(clock, "2026-07-31T13:00:00Z");
    await Promise.all([lookAtRecurring(ctx, id), lookAtRecurring(ctx, id)]);
    await workUntil(async () => (await bookedCredits(ctx)) === 70_000n);
    await lookAtRecurring(ctx, id);
    expect(await periodsOf(ctx, id)).toEqual(
      [0, 20260228, 20260331, 20260430, 20260531, 20260630, 20260731].map((period) => [period, "paid", monthly]),
    );
    expect(await bookedCredits(ctx)).toBe(70_000n);
    expect(await rowOf(ctx, id)).toMatchObject({ status: "active", nextAt: new Date("2026-08-31T10:00:00Z") });
  });

  it("stop at the end of what is paid, and go on when that is undone before", async () => {
    const { ctx, clock, id } = await bought();
    await stopRecurring(ctx, id);
    expect(await rowOf(ctx, id)).toMatchObject({ status: "active", endsAt: new Date("2026-02-28T10:00:00Z") });
    await goOnRecurring({ ...ctx, requestId: "req_undo" }, id);
    expect(await rowOf(ctx, id)).toMatchObject({ endsAt: null });
    await stopRecurring({ ...ctx, requestId: "req_again" }, id);
    await advance(clock, "2026-04-15T10:00:00Z");
    await lookAtRecurring(ctx, id);
    expect(await rowOf(ctx, id)).toMatchObject({ status: "stopped", nextAt: null });
    expect(await periodsOf(ctx, id)).toEqual([[0, "paid", monthly]]);
    await expect(stopRecurring(ctx, id)).rejects.toMatchObject({ key: "recurring_over" });
  });

  it("leave out one period and come back on their day; that can be undone", async () => {
    const { ctx, clock, id } = await bought();
    // Its own time stands at the end of January, and so does whoever presses.
    const then = { ...ctx, now: new Date("2026-02-01T10:00:00Z") };
    await skipNext(then, id);
    expect(await rowOf(ctx, id)).toMatchObject({ skipsNext: true, nextAt: new Date("2026-03-31T10:00:00Z") });
    await skipNothing({ ...then, requestId: "req_undo" }, id);
    expect(await rowOf(ctx, id)).toMatchObject({ skipsNext: false, nextAt: new Date("2026-02-28T10:00:00Z") });
    await skipNext({ ...then, requestId: "req_again" }, id);
    await advance(clock, "2026-05-01T10:00:00Z");
    await lookAtRecurring(ctx, id);
    expect((await periodsOf(ctx, id)).map(([period]) => period)).toEqual([0, 20260331, 20260430]);
    expect(await rowOf(ctx, id)).toMatchObject({ skipsNext: false });
  });

  it("that cannot be charged owe their period, say where it is paid, tell it once, and go on once it is", async () => {
    const { ctx, clock, customer, id } = await bought();
    const failing = await made("/v1/payment_methods/pm_card_chargeCustomerFail/attach", { customer });
    const subscription = await subscriptionOf(customer);
    await stripe.post(`/v1/subscriptions/${subscription}`, { default_payment_method: failing });
    await advance(clock, "2026-02-28T13:00:00Z");
    await lookAtRecurring(ctx, id);
    await lookAtRecurring(ctx, id);
    const owing = await rowOf(ctx, id);
    expect(owing).toMatchObject({ status: "past_due", failure: "generic" });
    expect(owing?.payUrl).toContain("/i/in_");
    expect(await periodsOf(ctx, id)).toEqual([
      [0, "paid", monthly],
      [20260228, "requires_action", monthly],
    ]);
    expect(await told(ctx)).toBe(1);
    expect(await bookedCredits(ctx)).toBe(10_000n);
    await expect(skipNext(ctx, id)).rejects.toMatchObject({ key: "recurring_owes" });
    const other = await made("/v1/payment_methods/pm_card_mastercard/attach", { customer });
    const invoice = /in_\w+/.exec(owing?.payUrl ?? "")?.[0] ?? "";
    await stripe.post(`/v1/invoices/${invoice}/pay`, { payment_method: other });
    await workUntil(async () => (await bookedCredits(ctx)) === 20_000n);
    await lookAtRecurring(ctx, id);
    expect(await rowOf(ctx, id)).toMatchObject({ status: "active", failure: null, payUrl: null });
  });

  it("keep the card they are charged to from being removed", async () => {
    const { ctx, card } = await bought();
    await expect(removeCard(ctx, card)).rejects.toMatchObject({ key: "card_in_use" });
  });

  it("are not begun by a card that is declined, and nothing is left of it at the provider", async () => {
    const { ctx, customer, payment, first } = await bought("pm_card_chargeCustomerFail");
    expect(payment).toMatchObject({ status: "failed", failure: "generic" });
    expect(await periodsOf(ctx, first.recurringId ?? "")).toEqual([[0, "failed", monthly]]);
    expect(await subscriptionOf(customer)).toBeUndefined();
  });
});

describe("credits bought again and again on a hosted page", () => {
  it("are begun by what is paid there, and its card stays with them", async () => {
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    await ensureCustomer(ctx);
    const order = wish({ rhythm: "month" });
    const first = await startPurchase(ctx, { ...order, seen: { totalMinor: monthly, currency: "AOA" } });
    const { url } = await openPayment(ctx, byStripe, first.id, trip);
    const session = /cs_test_\w+/.exec(url ?? "")?.[0] ?? "";
    expect((await stripe.payOn(session, "pm_card_visa", monthly)).status).toBe(200);
    const id = first.recurringId ?? "";
    await workUntil(async () => (await rowOf(ctx, id))?.status === "active");
    await workUntil(async () => (await bookedCredits(ctx)) === 10_000n);
    expect(await periodsOf(ctx, id)).toEqual([[0, "paid", monthly]]);
    const [card] = await listCards(ctx);
    expect(card).toMatchObject({ lastFour: "4242", recurring: 1 });
    expect((await rowOf(ctx, id))?.nextAt?.getTime()).toBeGreaterThan(Date.now() + 27 * day * 1_000);
  });
});

async function subscriptionOf(customer: string): Promise<string | undefined> {
  const response = await fetch(`${stripe.url}/v1/subscriptions?customer=${customer}`, {
    headers: { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` },
  });
  return ((await response.json()) as { data: { id: string }[] }).data[0]?.id;
}

const told = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx.$count(outbox, and(eq(outbox.workspaceId, ctx.workspaceId), eq(outbox.topic, "recurring.failed"))),
  );
