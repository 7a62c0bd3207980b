import { and, eq, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { invoices } from "@/db/schema/invoices";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { settlePayment } from "@/lib/payments/settle-payment";
import { lockPurchase } from "@/lib/purchases/lock-purchase";
import { buyingWorkspace, paidInFull, purchaseWithPayment } from "@/lib/purchases/testing";
import { issueCreditNote } from "./issue-credit-note";

afterAll(() => closeConnections());

async function paidPurchase(ctx: Context): Promise<string> {
  const { purchase, payment } = await purchaseWithPayment(ctx);
  await settlePayment(ctx, { payment, externalId: purchase.id, found: paidInFull(purchase) });
  return purchase.id;
}

const credit = (ctx: Context, id: string, reasonId: string, amountMinor: bigint) =>
  inWorkspace(ctx, async (tx) => {
    const purchase = await lockPurchase(tx, ctx, id);
    const credited = { purchase, reasonId, reason: "refund", amountMinor, creditsMicro: wholeCredits(1) } as const;
    return issueCreditNote({ ...ctx, db: tx }, credited);
  });

it("three notes of a third, written at once, sum to the invoice, and each refund has one", async () => {
  const ctx = await buyingWorkspace();
  const id = await paidPurchase(ctx);
  const third = 2_888_000n;
  const reasons = [`${id}:1`, `${id}:2`, `${id}:3`];
  const asked = await Promise.all([...reasons, ...reasons].map((reason) => credit(ctx, id, reason, third)));
  expect(new Set(asked.map((note) => note?.number)).size).toBe(3);
  const [invoice] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.purchaseId, id), eq(invoices.kind, "invoice"))),
  );
  const notes = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.purchaseId, id), eq(invoices.kind, "credit_note"))),
  );
  const sum = (parts: bigint[]) => parts.reduce((all, part) => all + part, 0n);
  expect([sum(notes.map(({ netMinor }) => netMinor)), sum(notes.map(({ taxMinor }) => taxMinor))]).toEqual([
    invoice?.netMinor,
    invoice?.taxMinor,
  ]);
  expect(notes.every(({ snapshot }) => snapshot.corrects?.number === invoice?.number)).toBe(true);
  await expect(credit(ctx, id, `${id}:4`, 1n)).rejects.toThrow("no more is credited than was invoiced");
});

it("their numbers have no gap, whatever is written at once and whatever is undone", async () => {
  const ctxs = await Promise.all(Array.from({ length: 8 }, () => buyingWorkspace()));
  await Promise.all(
    ctxs.map(async (ctx, i) => {
      const id = await paidPurchase(ctx);
      if (i % 2) return credit(ctx, id, id, 1_000n);
      const undone = inWorkspace(ctx, async (tx) => {
        const purchase = await lockPurchase(tx, ctx, id);
        const credited = { purchase, reasonId: id, reason: "dispute", amountMinor: 1_000n, creditsMicro: 1n } as const;
        await issueCreditNote({ ...ctx, db: tx }, credited);
        throw new Error("undone");
      });
      await expect(undone).rejects.toThrow("undone");
    }),
  );
  const [row] = await inSystem(systemDatabase(), (tx) =>
    tx.execute<{ missing: number; count: number }>(
      sql`select (max(n) - count(*))::int as missing, count(*)::int as count from invoices
        where kind = 'credit_note' and seller_id = 'sel_luanda' and fiscal_year = '2026'`,
    ),
  );
  expect(row?.missing).toBe(0);
  expect(row?.count).toBeGreaterThanOrEqual(4);
});

it("money for which no invoice was written needs no note", async () => {
  const ctx = await buyingWorkspace();
  const { purchase } = await purchaseWithPayment(ctx);
  expect(await credit(ctx, purchase.id, purchase.id, 1_000n)).toBeNull();
});
