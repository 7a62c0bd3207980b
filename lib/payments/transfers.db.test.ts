import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { bankReceipts, payments, providerEvents, providerRefs, reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { type BankSandbox, startBankSandbox } from "@/lib/bank/testing";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { closePurchase, expirePurchases } from "@/lib/purchases/expire-purchases";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingInRupiah, transferWish } from "@/lib/purchases/testing";
import { receiveBankCallback } from "./bank-events/receive";
import { byBank } from "./by-bank";
import { lookAtPayment, readPayment } from "./look-at-payment";
import { openPayment } from "./open-payment";
import { lookAtOpenPayments } from "./reconcile-payments";
import { workEvents } from "./work-events";

let bank: BankSandbox;
let refused = 0;
/** The bank's clock runs ahead once it was moved, and ours with it. */
let aheadMs = 0;
const clock = () => new Date(Date.now() + aheadMs);
beforeAll(async () => {
  bank = await startBankSandbox(async (body, signature) => {
    const taken = await receiveBankCallback(body, signature, new Date());
    if (!taken) refused += 1;
    return taken;
  });
});
afterAll(async () => {
  await bank.close();
  await closeConnections();
});
beforeEach(async () => {
  await bank.control("PUT", "trouble", {});
  refused = 0;
});

const trip = { title: "10,000 credits", locale: "id", email: "finance@bintang.example", returnUrl: "", cancelUrl: "" };

async function awaited(from = "bni") {
  const ctx = { ...(await buyingInRupiah()), now: clock() };
  const purchase = await startPurchase(ctx, await transferWish(ctx, from));
  const payment = await openPayment(ctx, byBank, purchase.id, trip);
  const [ref] = await inWorkspace(ctx, (tx) =>
    tx.select().from(providerRefs).where(eq(providerRefs.ourId, payment.id)),
  );
  return { ctx, id: purchase.id, total: Number(purchase.totalMinor), payment, account: ref?.externalId ?? "" };
}

const purchaseOf = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id))),
  );
  return row;
};
const statusOf = async (ctx: Context, id: string) => (await purchaseOf(ctx, id))?.status;
const walletOf = async (ctx: Context) => (await readBalance(ctx)).walletMicro;
const reviewsOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx
      .select({ kind: reviews.kind, received: reviews.receivedMinor, expected: reviews.expectedMinor })
      .from(reviews)
      .where(eq(reviews.workspaceId, ctx.workspaceId))
      .orderBy(asc(reviews.createdAt), asc(reviews.id)),
  );
const receiptsOf = (ctx: Context) => inWorkspace(ctx, (tx) => tx.$count(bankReceipts));

/** Works callbacks off until the condition holds: they come over HTTP, when they come. */
async function workUntil(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not come to this in twenty seconds.");
    await workEvents(systemDatabase(), () => new Date());
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function look(ctx: Context, paymentId: string) {
  const payment = await readPayment(ctx, paymentId);
  return payment && lookAtPayment({ ...ctx, now: clock() }, payment);
}

/** The deadline passes, at the bank and here. */
async function overdue(account: string): Promise<void> {
  await bank.control("POST", "clock", { advance_seconds: 25 * 3_600 });
  aheadMs += 25 * 3_600_000;
  const told = await bank.ask("GET", `/virtual-accounts/${account}`);
  expect(await told.json()).toMatchObject({ status: "expired" });
  await expirePurchases(systemDatabase(), clock());
}

describe("a transfer into a virtual account", () => {
  it("opens one account with a number, the exact amount and a day of time, however often it is asked for", async () => {
    const { ctx, id, payment, total } = await awaited();
    expect(payment).toMatchObject({ kind: "transfer", status: "open", amountMinor: BigInt(total), currency: "IDR" });
    expect(payment.details).toMatchObject({ bank: "bni", accountNumber: expect.stringMatching(/^\d{16}$/) });
    const hours = ((payment.expiresAt?.getTime() ?? 0) - ctx.now.getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect(await openPayment(ctx, byBank, id, trip)).toMatchObject({ id: payment.id, details: payment.details });
    expect(await statusOf(ctx, id)).toBe("awaiting_transfer");
  });

  it("of the exact amount is announced, looked up and completed", async () => {
    const { ctx, id, account } = await awaited();
    expect((await bank.pay(account)).status).toBe(201);
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await reviewsOf(ctx)).toEqual([]);
  });

  it("in two pieces waits with what has arrived, and completes with the second", async () => {
    const { ctx, id, account, total, payment } = await awaited();
    await bank.pay(account, { amount: total - 500_00 });
    await workUntil(async () => (await receiptsOf(ctx)) === 1);
    expect(await statusOf(ctx, id)).toBe("awaiting_transfer");
    expect(await readPayment(ctx, payment.id)).toMatchObject({ status: "open", receivedMinor: BigInt(total - 500_00) });
    expect(await walletOf(ctx)).toBe(0n);
    await bank.pay(account, { amount: 500_00, from_bank: "bca" });
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await reviewsOf(ctx)).toEqual([]);
  });

  it("of too much grants what was bought and sets the surplus aside", async () => {
    const { ctx, id, account, total } = await awaited();
    await bank.pay(account, { amount: total + 700_00 });
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await reviewsOf(ctx)).toEqual([{ kind: "over", received: BigInt(total + 700_00), expected: BigInt(total) }]);
  });

  it("sent twice grants once, and the second is set aside", async () => {
    const { ctx, id, account, total, payment } = await awaited();
    await bank.pay(account);
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    await bank.pay(account);
    await look(ctx, payment.id);
    await look(ctx, payment.id);
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await reviewsOf(ctx)).toEqual([{ kind: "second_payment", received: BigInt(total), expected: 0n }]);
  });

  it("from another bank than BCA into a number of BCA's stays where it was", async () => {
    const { ctx, id, account } = await awaited("bca");
    expect((await bank.pay(account, { from_bank: "bni" })).status).toBe(422);
    expect((await bank.pay(account)).status).toBe(201);
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
  });

  it("can no longer be made when the purchase was cancelled", async () => {
    const { ctx, id, account } = await awaited();
    expect(await closePurchase(ctx, id, "canceled")).toBe(true);
    expect((await bank.pay(account)).status).toBe(422);
    expect(await statusOf(ctx, id)).toBe("canceled");
  });

  it("that arrived just before the purchase was cancelled completes it instead", async () => {
    const { ctx, id, account } = await awaited();
    await bank.control("PUT", "trouble", { drop: 1 });
    await bank.pay(account);
    expect(await closePurchase(ctx, id, "canceled")).toBe(false);
    expect(await statusOf(ctx, id)).toBe("paid");
  });
});

describe("when the day is over", () => {
  it("nothing that arrived is an expired purchase, and a late transfer is set aside and not granted", async () => {
    const { ctx, id, account, total, payment } = await awaited();
    await overdue(account);
    expect(await statusOf(ctx, id)).toBe("expired");
    expect((await bank.pay(account)).status).toBe(201);
    await look(ctx, payment.id);
    await look(ctx, payment.id);
    expect(await statusOf(ctx, id)).toBe("review");
    expect(await walletOf(ctx)).toBe(0n);
    expect(await reviewsOf(ctx)).toEqual([{ kind: "late", received: BigInt(total), expected: BigInt(total) }]);
  });

  it("too little is set aside", async () => {
    const { ctx, id, account, total, payment } = await awaited();
    await bank.pay(account, { amount: 1_000_00 });
    await look(ctx, payment.id);
    await overdue(account);
    expect(await statusOf(ctx, id)).toBe("review");
    expect(await reviewsOf(ctx)).toEqual([{ kind: "partial", received: 1_000_00n, expected: BigInt(total) }]);
    expect(await walletOf(ctx)).toBe(0n);
  });

  it("the job finds a late transfer that was never announced", async () => {
    const { ctx, id, account, payment } = await awaited();
    await overdue(account);
    await bank.control("PUT", "trouble", { drop: 1 });
    await bank.pay(account);
    await inWorkspace(ctx, (tx) =>
      tx
        .update(payments)
        .set({ lookedAt: new Date(clock().getTime() - 2 * 3_600_000) })
        .where(eq(payments.id, payment.id)),
    );
    await lookAtOpenPayments(systemDatabase(), clock());
    expect(await statusOf(ctx, id)).toBe("review");
  });
});

describe("callbacks", () => {
  it("doubled and shuffled grant once", async () => {
    await bank.control("PUT", "trouble", { duplicate: 3, shuffleMs: 60 });
    const { ctx, id, account, total } = await awaited();
    await bank.pay(account, { amount: total - 100_00 });
    await bank.pay(account, { amount: 100_00 });
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await receiptsOf(ctx)).toBe(2);
  });

  it("that never come are made up for by asking", async () => {
    await bank.control("PUT", "trouble", { drop: 1 });
    const { ctx, id, account } = await awaited();
    await bank.pay(account);
    await lookAtOpenPayments(systemDatabase(), new Date(clock().getTime() + 5 * 60_000));
    expect(await statusOf(ctx, id)).toBe("paid");
  });

  it.each([{ badSignature: true }, { oldTimestamp: true }])("with %o are not heard", async (trouble) => {
    await bank.control("PUT", "trouble", trouble);
    const { ctx, id, account } = await awaited();
    await bank.pay(account);
    await workUntil(async () => refused > 0);
    expect(
      await inSystem(systemDatabase(), (tx) => tx.$count(providerEvents, eq(providerEvents.objectId, account))),
    ).toBe(0);
    expect(await statusOf(ctx, id)).toBe("awaiting_transfer");
  });

  it("twenty at once grant once", async () => {
    await bank.control("PUT", "trouble", { drop: 1 });
    const { ctx, id, account, payment } = await awaited();
    await bank.pay(account);
    const settled = await Promise.all(Array.from({ length: 20 }, () => look(ctx, payment.id)));
    expect(settled.filter((one) => one === "completed")).toHaveLength(1);
    expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
    expect(await statusOf(ctx, id)).toBe("paid");
    expect(await receiptsOf(ctx)).toBe(1);
  });

  it("about an account whose name was never written down find its purchase", async () => {
    const { ctx, id, account } = await awaited();
    await inSystem(systemDatabase(), (tx) => tx.delete(providerRefs).where(eq(providerRefs.externalId, account)));
    await bank.pay(account);
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
  });

  it("about money in an account that is nobody's set it aside for the operator", async () => {
    const opened = await bank.ask("POST", "/virtual-accounts", {
      external_id: "made-by-hand",
      bank: "bni",
      amount: 5_000_00,
      currency: "IDR",
    });
    const { id } = await opened.json();
    await bank.pay(id);
    const unowned = () => inSystem(systemDatabase(), (tx) => tx.$count(reviews, eq(reviews.kind, "unknown_payment")));
    await workUntil(async () => (await unowned()) === 1);
  });
});
