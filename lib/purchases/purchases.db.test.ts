import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { invoices } from "@/db/schema/invoices";
import { reviews } from "@/db/schema/payments";
import { purchaseSteps, purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { settlePayment } from "@/lib/payments/settle-payment";
import { startPurchase } from "./start-purchase";
import { anotherTry, buyingWorkspace, paidInFull, purchaseWithPayment, wish } from "./testing";

afterAll(() => closeConnections());

const read = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id))),
  );
  return row;
};
const stepsOf = (ctx: Context, id: string) =>
  inWorkspace(ctx, (tx) =>
    tx.select().from(purchaseSteps).where(eq(purchaseSteps.purchaseId, id)).orderBy(asc(purchaseSteps.n)),
  ).then((rows) => rows.map(({ step }) => step));

describe("starting a purchase", () => {
  it("freezes price, discounts and tax", async () => {
    const ctx = await buyingWorkspace();
    const purchase = await startPurchase(ctx, wish());
    expect(purchase).toMatchObject({
      number: "PUR-2026-0001",
      status: "pending",
      listMinor: 8_000_000n,
      volumeDiscountMinor: 400_000n,
      netMinor: 7_600_000n,
      taxMinor: 1_064_000n,
      totalMinor: 8_664_000n,
      taxes: [{ name: "IVA", rateBps: 1_400, amountMinor: "1064000" }],
      taxReason: "domestic",
    });
  });

  it("a button pressed twenty times at once is one purchase", async () => {
    const ctx = await buyingWorkspace();
    const pressed = wish();
    const made = await Promise.all(Array.from({ length: 20 }, () => startPurchase(ctx, pressed)));
    expect(new Set(made.map(({ number }) => number)).size).toBe(1);
    expect(await inWorkspace(ctx, (tx) => tx.$count(purchases))).toBe(1);
    expect((await startPurchase(ctx, wish())).number).toBe("PUR-2026-0002");
  });

  it("refuses another price than the one that was read, and tells both", async () => {
    const ctx = await buyingWorkspace();
    const start = startPurchase(ctx, wish({ seen: { totalMinor: 8_000_000n, currency: "AOA" } }));
    await expect(start).rejects.toMatchObject({
      key: "price_changed",
      details: { values: { from: "8000000", to: "8664000" } },
    });
    expect(await inWorkspace(ctx, (tx) => tx.$count(purchases))).toBe(0);
  });

  it("refuses amounts outside the offer, parts of a credit, wrong tax ids and unknown numbers, naming the field", async () => {
    const ctx = await buyingWorkspace();
    const refused = async (more: Parameters<typeof wish>[0]) =>
      startPurchase(ctx, wish(more)).then(
        () => "taken",
        (error) => `${error.details.field}: ${error.key}`,
      );
    expect(await refused({ creditsMicro: wholeCredits(999) })).toBe("credits: too_few_credits");
    expect(await refused({ creditsMicro: wholeCredits(1_000_001) })).toBe("credits: too_many_credits");
    expect(await refused({ creditsMicro: wholeCredits(1_000) + 1n })).toBe("credits: whole_credits");
    expect(await refused({ buyer: { ...wish().buyer, taxId: "123" } })).toBe("taxId: nif_shape");
    expect(await refused({ pocket: "num_unknown" })).toBe("pocket: unknown_number");
  });
});

describe("completing a purchase", () => {
  it("grants once, however often and from wherever it is told at the same time", async () => {
    const ctx = await buyingWorkspace();
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const told = { payment, externalId: "cs_1", found: paidInFull(purchase) };
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => settlePayment(ctx, told)));
    expect(outcomes.filter((outcome) => outcome === "completed")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(29);
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
    expect(await read(ctx, purchase.id)).toMatchObject({ status: "paid" });
    expect(await stepsOf(ctx, purchase.id)).toEqual(["created", "paid", "credited", "invoice_issued"]);
    expect(await inWorkspace(ctx, (tx) => tx.$count(invoices))).toBe(1);
    expect(await checkBooks(systemDatabase(), { workspaceId: ctx.workspaceId })).toMatchObject({ wrong: 0 });
  });

  it.each([
    ["another amount", { receivedMinor: 8_663_999n }],
    ["another currency", { currency: "USD" }],
  ])("grants nothing for %s and asks a person", async (_, wrong) => {
    const ctx = await buyingWorkspace();
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const told = { payment, externalId: `cs_${purchase.id}`, found: { ...paidInFull(purchase), ...wrong } };
    expect(await settlePayment(ctx, told)).toBe("review");
    expect(await settlePayment(ctx, told)).toBe("duplicate");
    expect(await read(ctx, purchase.id)).toMatchObject({ status: "review", paidAt: null });
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: 0n });
    const asked = await inWorkspace(ctx, (tx) => tx.select().from(reviews));
    expect(asked).toMatchObject([{ kind: "mismatch", expectedMinor: 8_664_000n, purchaseId: purchase.id }]);
  });

  it("a second payment of a paid purchase grants nothing more and is not lost", async () => {
    const ctx = await buyingWorkspace();
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const found = paidInFull(purchase);
    expect(await settlePayment(ctx, { payment, externalId: "cs_a", found })).toBe("completed");
    const second = await anotherTry(ctx, purchase, 2);
    expect(await settlePayment(ctx, { payment: second, externalId: "cs_b", found })).toBe("review");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
    const asked = await inWorkspace(ctx, (tx) => tx.select().from(reviews));
    expect(asked.map(({ kind }) => kind)).toEqual(["second_payment"]);
    expect(await read(ctx, purchase.id)).toMatchObject({ status: "paid" });
  });

  it("what was paid is not undone by news that come late", async () => {
    const ctx = await buyingWorkspace();
    const { purchase, payment } = await purchaseWithPayment(ctx);
    const found = paidInFull(purchase);
    const told = { payment, externalId: "cs_late" };
    expect(await settlePayment(ctx, { ...told, found: { ...found, status: "failed", failure: "generic" } })).toBe(
      "changed",
    );
    expect(await read(ctx, purchase.id)).toMatchObject({ status: "failed", failure: "generic" });
    expect(await settlePayment(ctx, { ...told, found })).toBe("completed");
    expect(await settlePayment(ctx, { ...told, found: { ...found, status: "failed" } })).toBe("unchanged");
    expect(await read(ctx, purchase.id)).toMatchObject({ status: "paid", failure: null });
  });

  it("numbers the invoices of a seller without a gap, whoever pays when", async () => {
    const buyers = await Promise.all(Array.from({ length: 6 }, () => buyingWorkspace()));
    const before = await lastNumber();
    const made = await Promise.all(buyers.map((ctx) => purchaseWithPayment(ctx)));
    await Promise.all(
      made.flatMap(({ purchase, payment }, i) => {
        const ctx = buyers[i];
        if (!ctx) return [];
        const found = paidInFull(purchase);
        const right = { payment, externalId: purchase.id, found };
        // Those that are refused take no number with them.
        return i % 2
          ? [settlePayment(ctx, right)]
          : [settlePayment(ctx, { ...right, found: { ...found, receivedMinor: 1n } })];
      }),
    );
    expect(await lastNumber()).toBe(before + 3);
    const [gaps] = await systemDatabase().transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.system', 'on', true)`);
      return tx.execute<{ missing: number }>(
        sql`select (max(n) - count(*))::int as missing from invoices where kind = 'invoice' and seller_id = 'sel_luanda'`,
      );
    });
    expect(gaps?.missing).toBe(0);
  });
});

async function lastNumber(): Promise<number> {
  const [row] = await systemDatabase().execute<{ last: number }>(
    sql`select coalesce(max(last), 0)::int as last from invoice_counters where seller_id = 'sel_luanda' and kind = 'invoice'`,
  );
  return row?.last ?? 0;
}
