import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, database, inSystem, inWorkspace, systemDatabase } from "@/db";
import { users } from "@/db/schema/identity";
import { invoices } from "@/db/schema/invoices";
import { bankReceipts, payments, reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { auditLines } from "@/db/schema/workspaces";
import { noon, personWith } from "@/lib/auth/testing";
import type { Context, OperatorContext } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingInRupiah, transferWish } from "@/lib/purchases/testing";
import { freezeWorkspace } from "@/lib/workspaces/freeze-workspace";
import type { FoundReceipt } from "../provider";
import { settleTransfer } from "../settle-transfer";
import { decideReview } from "./decide-review";
import { returnMoney } from "./return-money";

let operator: OperatorContext;
beforeAll(async () => {
  const { id } = await personWith();
  await inSystem(systemDatabase(), (tx) => tx.update(users).set({ isOperator: true }).where(eq(users.id, id)));
  operator = { actor: { kind: "operator", id }, now: noon, db: database(), requestId: "req_operator" };
});
afterAll(() => closeConnections());

/** A purchase into whose account so much came, in pieces, before and after its day was over. */
async function transferred(share: (total: bigint) => { inTime?: bigint; late?: bigint }) {
  const ctx = await buyingInRupiah();
  const purchase = await startPurchase(ctx, await transferWish(ctx));
  const [payment] = await inWorkspace(ctx, (tx) =>
    tx
      .insert(payments)
      .values({
        workspaceId: ctx.workspaceId,
        id: newId("pay"),
        purchaseId: purchase.id,
        attempt: 1,
        provider: "bank",
        kind: "transfer",
        status: "open",
        amountMinor: purchase.totalMinor,
        currency: "IDR",
        details: { bank: "bni" },
        createdAt: ctx.now,
      })
      .returning(),
  );
  if (!payment) throw new Error("An insert answers with its row.");
  const { inTime, late } = share(purchase.totalMinor);
  const piece = (amountMinor: bigint | undefined, isLate: boolean): FoundReceipt[] =>
    amountMinor ? [{ externalId: newId("rcp"), amountMinor, fromBank: "bni", late: isLate, receivedAt: ctx.now }] : [];
  const receipts = [...piece(inTime, false), ...piece(late, true)];
  await settleTransfer(ctx, {
    payment,
    externalId: newId("rcp"),
    found: {
      status: "closed",
      receivedMinor: 0n,
      currency: "IDR",
      url: null,
      failure: null,
      details: { bank: "bni", accountNumber: "8808" },
      refs: [],
      receipts,
    },
  });
  const [review] = await inWorkspace(ctx, (tx) => tx.select().from(reviews).where(eq(reviews.purchaseId, purchase.id)));
  return { ctx, purchase, review: review?.id ?? "" };
}

const walletOf = async (ctx: Context) => (await readBalance(ctx)).walletMicro;
const statusOf = async (ctx: Context, id: string) =>
  (
    await inWorkspace(ctx, (tx) =>
      tx
        .select()
        .from(purchases)
        .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id))),
    )
  )[0]?.status;
const auditOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) => tx.select().from(auditLines).where(eq(auditLines.workspaceId, ctx.workspaceId)));
const invoicesOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) => tx.select().from(invoices).where(eq(invoices.workspaceId, ctx.workspaceId)));

it("half the price accepted for what was paid grants half the credits, with an invoice over what was paid", async () => {
  const { ctx, purchase, review } = await transferred((total) => ({ inTime: total / 2n }));
  await decideReview(operator, review, { how: "part" }, "Agreed on the phone");
  expect(await walletOf(ctx)).toBe(wholeCredits(5_000));
  expect(await statusOf(ctx, purchase.id)).toBe("canceled");
  expect((await invoicesOf(ctx)).map(({ totalMinor }) => totalMinor)).toEqual([purchase.totalMinor / 2n]);
  const lines = await auditOf(ctx);
  expect(lines.find(({ action }) => action === "review.part")).toMatchObject({
    actor: `operator:${operator.actor.id}`,
    target: purchase.id,
    after: { state: "accepted", reason: "Agreed on the phone" },
  });
});

it("a late transfer taken for the price grants the purchase whole, and once", async () => {
  const { ctx, purchase, review } = await transferred((total) => ({ late: total }));
  await decideReview(operator, review, { how: "price" }, "One day late");
  expect(await statusOf(ctx, purchase.id)).toBe("paid");
  expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
  await expect(decideReview(operator, review, { how: "price" }, "Again")).rejects.toMatchObject({
    key: "review_decided",
  });
  expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
});

it("twenty decisions at once are one", async () => {
  const { ctx, review } = await transferred((total) => ({ late: total }));
  const decided = await Promise.allSettled(
    Array.from({ length: 20 }, () => decideReview(operator, review, { how: "price" }, "Pressed often")),
  );
  expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
});

it("the surplus of too large a transfer buys more at the same price", async () => {
  const { ctx, purchase, review } = await transferred((total) => ({ inTime: total + total / 10n }));
  expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
  await decideReview(operator, review, { how: "part" }, "They wished so");
  expect(await walletOf(ctx)).toBe(wholeCredits(11_000));
  expect(await statusOf(ctx, purchase.id)).toBe("paid");
  await expect(decideReview(operator, review, { how: "price" }, "No")).rejects.toThrow();
});

it("money that goes back by hand, and money of which nothing is made, grant nothing and are told with their reason", async () => {
  for (const [decide, state] of [
    [(id: string) => returnMoney(operator, id, "Sent back on Monday"), "returned"],
    [(id: string) => decideReview(operator, id, { how: "dismiss" }, "A test of theirs"), "dismissed"],
  ] as const) {
    const { ctx, purchase, review } = await transferred(() => ({ inTime: 1_000_00n }));
    await decide(review);
    expect(await walletOf(ctx)).toBe(0n);
    expect(await statusOf(ctx, purchase.id)).toBe("canceled");
    expect((await auditOf(ctx)).at(-1)).toMatchObject({ after: { state } });
  }
});

it("money that nobody owned is matched to a purchase, and completes it when it is the price", async () => {
  const { ctx, purchase, review: own } = await transferred(() => ({ inTime: 1_000_00n }));
  await decideReview(operator, own, { how: "dismiss" }, "Not ours");
  const id = newId("rev");
  await inSystem(systemDatabase(), (tx) =>
    tx.insert(reviews).values({
      id,
      kind: "unknown_payment",
      provider: "bank",
      externalId: id,
      receivedMinor: purchase.totalMinor,
      currency: "IDR",
      createdAt: noon,
    }),
  );
  const { workspaceId } = ctx;
  await decideReview(operator, id, { how: "match", workspaceId, purchaseId: purchase.id }, "The name fits");
  expect(await statusOf(ctx, purchase.id)).toBe("paid");
  expect(await walletOf(ctx)).toBe(wholeCredits(10_000));
});

it("somebody who is no operator decides nothing", async () => {
  const { ctx, review } = await transferred((total) => ({ late: total }));
  const { id } = await personWith();
  const stranger: OperatorContext = { ...operator, actor: { kind: "operator", id } };
  await expect(decideReview(stranger, review, { how: "price" }, "Mine")).rejects.toMatchObject({ code: "not_found" });
  expect(await walletOf(ctx)).toBe(0n);
});

it("a frozen workspace is told so with the reason, and the books stay right through all of it", async () => {
  const { ctx, review } = await transferred((total) => ({ late: total }));
  await decideReview(operator, review, { how: "price" }, "Late");
  const inside: Context = { ...operator, workspaceId: ctx.workspaceId };
  expect(await freezeWorkspace(inside, true, "Chargebacks")).toBe(true);
  expect(await freezeWorkspace(inside, false, "Settled")).toBe(false);
  expect((await auditOf(ctx)).slice(-2).map(({ action, after }) => [action, after])).toEqual([
    ["workspace.freeze", { frozen: true, reason: "Chargebacks" }],
    ["workspace.unfreeze", { frozen: false, reason: "Settled" }],
  ]);
  expect(await inWorkspace(ctx, (tx) => tx.$count(bankReceipts))).toBe(1);
  expect(await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId })).toMatchObject({ wrong: 0 });
});
