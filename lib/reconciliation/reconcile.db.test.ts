import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inSystem, systemDatabase } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { byStripe } from "@/lib/payments/by-stripe";
import { keepRefs } from "@/lib/payments/find-ref";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import { openPayment } from "@/lib/payments/open-payment";
import { settlePayment } from "@/lib/payments/settle-payment";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, paidInFull, purchaseWithPayment, wish } from "@/lib/purchases/testing";
import { type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { readPaymentCheck, reconcile } from "./reconcile";

let stripe: StripeSandbox;
beforeAll(async () => {
  stripe = await startStripeSandbox(async () => true);
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

const trip = { title: "10,000 credits", locale: "en", email: "a@kianda.example", returnUrl: "http://localhost:3000/" };

type Bought = { ctx: Context; purchaseId: string; payment: Awaited<ReturnType<typeof openPayment>> };

async function paidThere(): Promise<Bought> {
  const ctx = { ...(await buyingWorkspace()), now: new Date() };
  const { id: purchaseId } = await startPurchase(ctx, wish());
  const payment = await openPayment(ctx, byStripe, purchaseId, { ...trip, cancelUrl: trip.returnUrl });
  const session = /cs_test_\w+/.exec(payment.url ?? "")?.[0] ?? "";
  expect((await stripe.payOn(session, "pm_card_visa", 8_664_000n)).status).toBe(200);
  return { ctx, purchaseId, payment };
}

async function paidOnBothSides(): Promise<Bought> {
  const bought = await paidThere();
  expect(await lookAtPayment(bought.ctx, bought.payment)).toBe("completed");
  return bought;
}

/** What the comparison says of one workspace. */
async function foundIn({ workspaceId }: Pick<Context, "workspaceId">) {
  const { findings } = await reconcile(systemDatabase(), new Date(), { since: null, settledMs: -60_000 });
  return findings
    .filter((finding) => finding.workspaceId === workspaceId)
    .map(({ kind, here, there, purchaseId }) => ({ kind, here, there, purchaseId }));
}

/** What only somebody with every right could do. */
const rewrite = ({ ctx, payment }: Bought, to: Partial<typeof payments.$inferInsert>) =>
  inSystem(systemDatabase(), (tx) =>
    tx
      .update(payments)
      .set(to)
      .where(and(eq(payments.workspaceId, ctx.workspaceId), eq(payments.id, payment.id))),
  );

const intentOf = async ({ ctx, payment }: Bought) => {
  const [row] = await inSystem(systemDatabase(), (tx) =>
    tx.execute<{ id: string }>(
      sql`select external_id as id from provider_refs where workspace_id = ${ctx.workspaceId} and kind = 'payment' and our_id = ${payment.id}`,
    ),
  );
  return row?.id ?? "";
};

describe("purchases and payments", () => {
  it("that are the same on both sides agree, and a workspace is told of its part", async () => {
    const { ctx } = await paidOnBothSides();
    expect(await foundIn(ctx)).toEqual([]);
    expect(await readPaymentCheck(ctx)).toMatchObject({
      payments: 1,
      receivedMinor: 8_664_000n,
      wrong: 0,
      since: null,
    });
  });

  it("paid there and not here are found, and gone when somebody has looked", async () => {
    const bought = await paidThere();
    const { ctx, purchaseId } = bought;
    expect(await foundIn(ctx)).toEqual([{ kind: "paid_there_only", here: null, there: "8664000 AOA", purchaseId }]);
    expect(await readPaymentCheck(ctx)).toMatchObject({ wrong: 1 });
    await lookAtPayment(ctx, bought.payment);
    expect(await foundIn(ctx)).toEqual([]);
  });

  it("paid here and not there are found", async () => {
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const externalId = `pi_never_${purchase.id}`;
    await keepRefs(ctx, "stripe", await byStripe.account(ctx), [{ externalId, kind: "payment", ourId: payment.id }]);
    await settlePayment(ctx, { payment, externalId, found: paidInFull(purchase) });
    const told = { here: "8664000 AOA", there: null, purchaseId: purchase.id };
    expect(await foundIn(ctx)).toEqual([{ kind: "paid_here_only", ...told }]);
  });

  it("of another account, as before a change of accounts, are not compared with this one", async () => {
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const elsewhere = { account: "acct_before", livemode: false };
    await keepRefs(ctx, "stripe", elsewhere, [
      { externalId: `pi_old_${purchase.id}`, kind: "payment", ourId: payment.id },
    ]);
    await settlePayment(ctx, { payment, externalId: `pi_old_${purchase.id}`, found: paidInFull(purchase) });
    expect(await foundIn(ctx)).toEqual([]);
  });

  it("of different amounts or currencies are found", async () => {
    const less = await paidOnBothSides();
    await rewrite(less, { receivedMinor: 8_663_999n });
    const elsewhere = await paidOnBothSides();
    await rewrite(elsewhere, { currency: "EUR" });
    const both = { there: "8664000 AOA", purchaseId: less.purchaseId };
    expect(await foundIn(less.ctx)).toEqual([{ kind: "amount", here: "8663999 AOA", ...both }]);
    expect(await foundIn(elsewhere.ctx)).toMatchObject([{ kind: "currency", here: "8664000 EUR" }]);
  });

  it("of which something was paid back on one side are found", async () => {
    const bought = await paidOnBothSides();
    const refund = { payment_intent: await intentOf(bought), amount: "1000000" };
    expect((await stripe.post("/v1/refunds", refund)).status).toBe(200);
    const { purchaseId } = bought;
    expect(await foundIn(bought.ctx)).toEqual([{ kind: "refunds", here: "0 AOA", there: "1000000 AOA", purchaseId }]);
  });

  it("a payment that carries our mark and is nowhere here is found, and one of another business is not", async () => {
    const ctx = await buyingWorkspace();
    const pay = (more: Record<string, string>) =>
      stripe.post("/v1/payment_intents", {
        amount: "5000",
        currency: "eur",
        payment_method: "pm_card_visa",
        confirm: "true",
        return_url: trip.returnUrl,
        ...more,
      });
    const mark = { "metadata[workspace_id]": ctx.workspaceId, "metadata[purchase_id]": "pur_gone" };
    expect((await pay(mark)).status).toBe(200);
    expect((await pay({ description: "another business" })).status).toBe(200);
    expect(await foundIn(ctx)).toEqual([{ kind: "unknown", here: null, there: "5000 EUR", purchaseId: "pur_gone" }]);
    const { findings } = await reconcile(systemDatabase(), new Date(), { since: null, settledMs: -60_000 });
    expect(findings.filter(({ there, workspaceId }) => there === "5000 EUR" && !workspaceId)).toEqual([]);
  });

  it("a paid purchase without its credits and its invoice is found among what is written here", async () => {
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    const { id } = await startPurchase(ctx, wish());
    const told = { status: "paid", paidAt: ctx.now } as const;
    const mine = and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id));
    await inSystem(systemDatabase(), (tx) => tx.update(purchases).set(told).where(mine));
    const { broken, wrong } = await reconcile(systemDatabase(), new Date(), { since: null });
    expect(wrong).toBeGreaterThanOrEqual(broken.length);
    const own = broken.filter(({ workspaceId }) => workspaceId === ctx.workspaceId);
    expect(own.map(({ rule, key }) => [rule, key])).toEqual([
      ["purchase-granted", id],
      ["purchase-invoiced", id],
      ["purchase-received", id],
    ]);
  });
});
