import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { users } from "@/db/schema/identity";
import { invoices } from "@/db/schema/invoices";
import { pockets } from "@/db/schema/ledger";
import { providerEvents, providerRefs } from "@/db/schema/payments";
import { disputes, purchaseSteps, purchases, refunds } from "@/db/schema/purchases";
import { notifications } from "@/db/schema/work";
import { auditLines } from "@/db/schema/workspaces";
import { mailsTo } from "@/lib/auth/testing";
import type { Context, UserId } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { drainOutbox } from "@/lib/jobs/drain-outbox";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { withdrawCredits } from "@/lib/ledger/move-credits";
import { refundPurchase } from "@/lib/purchases/refund-purchase";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { byStripe } from "./by-stripe";
import { lookAtPayment, readPayment } from "./look-at-payment";
import { lookAtOpenReturns, lookAtReturns } from "./look-at-returns";
import { openPayment } from "./open-payment";
import { fetchMissedEvents } from "./reconcile-payments";
import { receiveStripeEvent } from "./stripe-events/receive";
import { workEvents } from "./work-events";

let stripe: StripeSandbox;
let isDeaf = false;
beforeAll(async () => {
  stripe = await startStripeSandbox(
    async (body, signature) => isDeaf || receiveStripeEvent(body, signature, new Date()),
  );
});
afterEach(async () => {
  isDeaf = false;
  const { findings } = await checkBooks(systemDatabase());
  expect(findings).toEqual([]);
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

const total = 8_664_000n;
const all = wholeCredits(10_000);
const trip = {
  title: "10,000 credits",
  locale: "en",
  email: "finance@kianda.example",
  returnUrl: "http://localhost:3000/back",
  cancelUrl: "http://localhost:3000/cancel",
};

type Sale = { ctx: Context; purchaseId: string; paymentId: string; intent: string };

/** 10,000 credits, paid with a card of the sandbox and completed. */
async function sold(card = "pm_card_visa", inCtx?: Context): Promise<Sale> {
  const ctx = inCtx ?? { ...(await buyingWorkspace()), now: new Date() };
  const { id: purchaseId } = await startPurchase(ctx, wish());
  const payment = await openPayment(ctx, byStripe, purchaseId, trip);
  const session = /cs_test_\w+/.exec(payment.url ?? "")?.[0] ?? "";
  const paid = await stripe.payOn(session, card, total);
  if (!paid.ok) throw new Error(await paid.text());
  await lookAtPayment(ctx, payment);
  const [ref] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(providerRefs)
      .where(and(eq(providerRefs.kind, "payment"), eq(providerRefs.ourId, payment.id))),
  );
  return { ctx, purchaseId, paymentId: payment.id, intent: ref?.externalId ?? "" };
}

const refund = ({ ctx, purchaseId }: Sale, amountMinor: bigint, id = newId("ref")) =>
  refundPurchase({ ...ctx, now: new Date() }, { id, purchaseId, amountMinor, reason: "Agreed on the phone" });
const purchaseOf = async ({ ctx, purchaseId }: Sale) => {
  const [row] = await inWorkspace(ctx, (tx) => tx.select().from(purchases).where(eq(purchases.id, purchaseId)));
  return row;
};
const stepsOf = ({ ctx, purchaseId }: Sale) =>
  inWorkspace(ctx, (tx) =>
    tx.select().from(purchaseSteps).where(eq(purchaseSteps.purchaseId, purchaseId)).orderBy(asc(purchaseSteps.n)),
  ).then((rows) => rows.map(({ step }) => step));
const refundsOf = ({ ctx, purchaseId }: Sale) =>
  inWorkspace(ctx, (tx) => tx.select().from(refunds).where(eq(refunds.purchaseId, purchaseId)));
const disputesOf = ({ ctx, purchaseId }: Sale) =>
  inWorkspace(ctx, (tx) => tx.select().from(disputes).where(eq(disputes.purchaseId, purchaseId)));
const notesOf = ({ ctx, purchaseId }: Sale) =>
  inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.purchaseId, purchaseId), eq(invoices.kind, "credit_note"))),
  );
const isFrozen = async ({ ctx }: Sale) => {
  const [row] = await inWorkspace(ctx, (tx) => tx.select().from(pockets).where(eq(pockets.id, "main")));
  return row?.frozen;
};
const look = async ({ ctx, paymentId }: Sale) => {
  const payment = await readPayment(ctx, paymentId);
  if (!payment) throw new Error("no payment");
  return lookAtReturns({ ...ctx, now: new Date() }, payment);
};

async function workUntil(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not come to this in twenty seconds.");
    await workEvents(systemDatabase(), () => new Date());
    await new Promise((done) => setTimeout(done, 20));
  }
}

const refundsThere = async ({ intent }: Sale) => {
  const answer = await fetch(`${stripe.url}/v1/refunds?payment_intent=${intent}`, { headers: auth() });
  return ((await answer.json()) as { data: { id: string; amount: number }[] }).data;
};
const disputeThere = async ({ intent }: Sale) => {
  const answer = await fetch(`${stripe.url}/v1/disputes?payment_intent=${intent}`, { headers: auth() });
  return ((await answer.json()) as { data: { id: string; status: string }[] }).data[0];
};
const auth = () => ({ authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` });
const evidence = async (sale: Sale, words: string) => {
  const dispute = await disputeThere(sale);
  const sent = await stripe.post(`/v1/disputes/${dispute?.id}`, {
    "evidence[uncategorized_text]": words,
    submit: "true",
  });
  expect(sent.status).toBe(200);
};
const statusOf = async (sale: Sale) => (await disputesOf(sale))[0]?.status;

describe("a refund by the operator", () => {
  it("three times a third of the money ends at no credits, exactly, with three credit notes that sum to the invoice", async () => {
    const sale = await sold();
    const left: bigint[] = [];
    for (let i = 0; i < 3; i++) {
      expect(await refund(sale, total / 3n)).toMatchObject({ status: "succeeded" });
      left.push((await readBalance(sale.ctx)).walletMicro);
    }
    expect(left).toEqual([6_666_666_667n, 3_333_333_333n, 0n]);
    expect(await purchaseOf(sale)).toMatchObject({ status: "paid", refundedMinor: total, reversedMicro: all });
    const notes = await notesOf(sale);
    expect(notes.map(({ totalMinor }) => totalMinor)).toEqual([total / 3n, total / 3n, total / 3n]);
    expect(await refundsThere(sale)).toHaveLength(3);
    await expect(refund(sale, 1n)).rejects.toMatchObject({ key: "refund_too_large" });
  });

  it("takes everything at once, is told on its steps, in the audit, as a notice and by mail", async () => {
    const sale = await sold();
    await refund(sale, total);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: 0n });
    expect((await stepsOf(sale)).slice(-4)).toEqual([
      "refund_asked",
      "refunded",
      "credits_reversed",
      "credit_note_issued",
    ]);
    await drainOutbox();
    const told = await inWorkspace(sale.ctx, (tx) => tx.select().from(notifications));
    expect(told.map(({ kind }) => kind)).toContain("refund_done");
    const [owner] = await inSystem(systemDatabase(), (tx) =>
      tx
        .select({ email: users.email })
        .from(users)
        .where(eq(users.id, told[0]?.userId as UserId)),
    );
    expect(await mailsTo(owner?.email ?? "")).toEqual(["purchase-receipt", "money-back"]);
    const audited = await inWorkspace(sale.ctx, (tx) =>
      tx.select({ action: auditLines.action }).from(auditLines).where(eq(auditLines.workspaceId, sale.ctx.workspaceId)),
    );
    expect(audited.map(({ action }) => action).slice(-2)).toEqual([
      "purchase.refund_asked",
      "purchase.refund_succeeded",
    ]);
  });

  it("asked twice under one id, by two at once, is one refund", async () => {
    const sale = await sold();
    const id = newId("ref");
    await Promise.all([refund(sale, 1_000_000n, id), refund(sale, 1_000_000n, id)]);
    expect(await refundsThere(sale)).toHaveLength(1);
    expect(await purchaseOf(sale)).toMatchObject({ refundedMinor: 1_000_000n });
    await expect(refund(sale, 2_000_000n, id)).rejects.toMatchObject({ key: "refund_other_amount" });
  });

  it("that several ask for at once never gives back more than was paid", async () => {
    const sale = await sold();
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => refund(sale, total / 2n)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await purchaseOf(sale)).toMatchObject({ refundedMinor: total, reversedMicro: all });
  });

  it("that does not arrive gives the credits back", async () => {
    const sale = await sold("pm_card_refundFail");
    await refund(sale, total);
    await workUntil(async () => (await refundsOf(sale))[0]?.status === "failed");
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: all });
    expect(await purchaseOf(sale)).toMatchObject({ refundedMinor: 0n, reversedMicro: 0n });
    expect(await stepsOf(sale)).toContain("refund_failed");
  });

  it("that is on its way has taken the credits already", async () => {
    isDeaf = true;
    const sale = await sold("pm_card_pendingRefund");
    await refund(sale, total);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: 0n });
    isDeaf = false;
    await look(sale);
    await workUntil(async () => {
      await look(sale);
      return (await refundsOf(sale))[0]?.status === "succeeded";
    });
    expect(await notesOf(sale)).toHaveLength(1);
  });

  it("of credits that were spent is debt, and the next purchase pays it", async () => {
    const sale = await sold();
    await withdrawCredits(sale.ctx, { amountMicro: wholeCredits(6_000), effectKey: "adjust:1" });
    await refund(sale, total);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: -wholeCredits(6_000) });
    await sold("pm_card_visa", sale.ctx);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: wholeCredits(4_000) });
  });

  it("of which nobody here heard, because the process died after the provider had done it, is made once", async () => {
    const sale = await sold();
    const id = newId("ref");
    const dying = inWorkspace(sale.ctx, async (tx) => {
      await refund({ ...sale, ctx: { ...sale.ctx, db: tx } }, total, id);
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    expect(await refundsThere(sale)).toHaveLength(1);
    expect(await refundsOf(sale)).toHaveLength(0);
    await workUntil(async () => (await purchaseOf(sale))?.refundedMinor === total);
    await refund(sale, total, id).catch(() => undefined);
    expect(await refundsThere(sale)).toHaveLength(1);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: 0n });
  });

  it("that was written down and never asked for is asked for by the reconciler, once", async () => {
    const sale = await sold();
    const id = newId("ref");
    await inWorkspace(sale.ctx, (tx) =>
      tx.insert(refunds).values({
        workspaceId: sale.ctx.workspaceId,
        ...{ id, purchaseId: sale.purchaseId, amountMinor: total, status: "asked", reason: "Agreed" },
        createdBy: "operator:usr_1",
        createdAt: new Date(),
      }),
    );
    const later = new Date(Date.now() + 3 * 60_000);
    await Promise.all([lookAtOpenReturns(systemDatabase(), later), lookAtOpenReturns(systemDatabase(), later)]);
    expect(await refundsThere(sale)).toHaveLength(1);
    expect(await purchaseOf(sale)).toMatchObject({ refundedMinor: total, reversedMicro: all });
  });
});

describe("a refund begun in the provider's own pages", () => {
  it("is announced, gets a row here and takes its share of the credits", async () => {
    const sale = await sold();
    await stripe.post("/v1/refunds", { payment_intent: sale.intent, amount: "4332000" });
    await workUntil(async () => (await purchaseOf(sale))?.refundedMinor === 4_332_000n);
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: wholeCredits(5_000) });
    expect(await refundsOf(sale)).toMatchObject([{ reason: "provider", createdBy: "provider:stripe" }]);
  });

  it("is found when no announcement ever came, and before anybody heard that the purchase was paid", async () => {
    isDeaf = true;
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    const { id: purchaseId } = await startPurchase(ctx, wish());
    const payment = await openPayment(ctx, byStripe, purchaseId, trip);
    const session = /cs_test_\w+/.exec(payment.url ?? "")?.[0] ?? "";
    await stripe.payOn(session, "pm_card_visa", total);
    const there = await fetch(`${stripe.url}/v1/checkout/sessions/${session}`, { headers: auth() });
    const { payment_intent: intent } = (await there.json()) as { payment_intent: string };
    await stripe.post("/v1/refunds", { payment_intent: intent });
    await fetchMissedEvents(systemDatabase(), new Date());
    // The news of the refund come first.
    await inSystem(systemDatabase(), (tx) =>
      tx
        .update(providerEvents)
        .set({ nextAt: sql`now() + interval '1 hour'` })
        .where(sql`status = 'pending' and type not like '%refund%'`),
    );
    const sale = { ctx, purchaseId, paymentId: payment.id, intent };
    await workUntil(async () => (await purchaseOf(sale))?.refundedMinor === total);
    expect(await stepsOf(sale)).toEqual(expect.arrayContaining(["paid", "credited", "refunded", "credits_reversed"]));
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: 0n });
  });
});

describe("a dispute", () => {
  it("keeps the credits and freezes the wallet; won, everything is as it was", async () => {
    const sale = await sold("pm_card_createDispute");
    await workUntil(async () => (await statusOf(sale)) === "open");
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: 0n, heldMicro: all });
    expect(await isFrozen(sale)).toBe(true);
    expect(await purchaseOf(sale)).toMatchObject({ disputedMinor: total, reversedMicro: 0n });
    await expect(refund(sale, total)).rejects.toMatchObject({ key: "refund_disputed" });
    await evidence(sale, "winning_evidence");
    await workUntil(async () => (await statusOf(sale)) === "won");
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: all, heldMicro: 0n });
    expect(await isFrozen(sale)).toBe(false);
    expect(await purchaseOf(sale)).toMatchObject({ disputedMinor: 0n, reversedMicro: 0n });
    expect(await notesOf(sale)).toEqual([]);
  });

  it("lost, takes the credits; what was spent is debt, and one may buy meanwhile", async () => {
    const ctx = { ...(await buyingWorkspace()), now: new Date() };
    const sale = await sold("pm_card_createDispute", ctx);
    await withdrawCredits(ctx, { amountMicro: wholeCredits(3_000), effectKey: "adjust:1" }).catch(() => undefined);
    await workUntil(async () => (await statusOf(sale)) === "open");
    const { heldMicro } = await readBalance(ctx);
    await evidence(sale, "losing_evidence");
    await workUntil(async () => (await statusOf(sale)) === "lost");
    expect(await isFrozen(sale)).toBe(false);
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: heldMicro - all, heldMicro: 0n });
    expect(await purchaseOf(sale)).toMatchObject({ disputedMinor: total, reversedMicro: all });
    expect(await notesOf(sale)).toHaveLength(1);
    await sold("pm_card_visa", ctx);
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: heldMicro });
  });

  it("that is only an inquiry is noted and changes nothing, until it becomes one", async () => {
    const sale = await sold("pm_card_createDisputeInquiry");
    await workUntil(async () => (await statusOf(sale)) === "inquiry");
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: all, heldMicro: 0n });
    expect(await isFrozen(sale)).toBe(false);
    await evidence(sale, "escalate_inquiry_evidence");
    await workUntil(async () => (await statusOf(sale)) === "open");
    expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: 0n, heldMicro: all });
  });

  it("that opens and ends while nobody listens is found by asking", async () => {
    isDeaf = true;
    const sale = await sold("pm_card_createDisputeProductNotReceived");
    await workUntil(async () => (await disputeThere(sale)) !== undefined);
    await lookAtOpenReturns(systemDatabase(), new Date(Date.now() + 3 * 60_000));
    await look(sale);
    await evidence(sale, "losing_evidence");
    await workUntil(async () => (await disputeThere(sale))?.status === "lost");
    expect(await statusOf(sale)).toBe("open");
    await lookAtOpenReturns(systemDatabase(), new Date(Date.now() + 3 * 60_000));
    expect(await statusOf(sale)).toBe("lost");
    expect(await purchaseOf(sale)).toMatchObject({ reversedMicro: all });
  });
});

it("a warning of fraud is noted once and takes nothing", async () => {
  const sale = await sold("pm_card_createIssuerFraudRecord");
  await workUntil(async () => (await stepsOf(sale)).includes("suspected"));
  expect(await readBalance(sale.ctx)).toMatchObject({ walletMicro: all });
});
