import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import type { FoundDispute, FoundRefund, FoundReturns } from "@/lib/payments/provider";
import { settlePayment } from "@/lib/payments/settle-payment";
import { settleReturns } from "./settle-returns";
import { buyingWorkspace, paidInFull, purchaseWithPayment } from "./testing";

afterAll(() => closeConnections());

const total = 8_664_000n;
const all = wholeCredits(10_000);
const account = { account: "acct_1", livemode: false };

type Sale = Awaited<ReturnType<typeof sold>>;
async function sold() {
  const ctx: Context = await buyingWorkspace();
  const { purchase, payment } = await purchaseWithPayment(ctx);
  await settlePayment(ctx, { payment, externalId: purchase.id, found: paidInFull(purchase) });
  return { ctx, payment, purchaseId: purchase.id };
}

const told = ({ ctx, payment }: Sale, found: FoundReturns) => settleReturns(ctx, { payment, account, found });

/** The state everything has to end in, whoever looked when. */
async function standing({ ctx, purchaseId }: Sale) {
  const [purchase] = await inWorkspace(ctx, (tx) => tx.select().from(purchases).where(eq(purchases.id, purchaseId)));
  const [main] = await inWorkspace(ctx, (tx) => tx.select().from(pockets).where(eq(pockets.id, "main")));
  const { walletMicro, heldMicro } = await readBalance(ctx);
  return {
    ...{ walletMicro, heldMicro, isFrozen: main?.frozen },
    ...{ refunded: purchase?.refundedMinor, disputed: purchase?.disputedMinor, reversed: purchase?.reversedMicro },
  };
}

const refund = (sale: Sale, amountMinor: bigint, status: FoundRefund["status"]): FoundReturns => ({
  refunds: [{ externalId: `re_${sale.purchaseId}`, refundId: null, amountMinor, status }],
  disputes: [],
});
const dispute = (sale: Sale, status: FoundDispute["status"]): FoundReturns => ({
  refunds: [],
  disputes: [
    {
      ...{ externalId: `du_${sale.purchaseId}`, amountMinor: total, status, reason: "fraudulent" },
      ...{ openedAt: sale.ctx.now, dueAt: null },
    },
  ],
});

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length <= 1) return [[...of]];
  return of.flatMap((one, i) => permutations(of.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

describe("looks that arrive in every order, each twice, end the same", () => {
  const untouched = { refunded: 0n, disputed: 0n, reversed: 0n, heldMicro: 0n, isFrozen: false, walletMicro: all };
  const gone = { ...untouched, walletMicro: 0n, reversed: all };

  it.each([
    [["pending", "succeeded"], { ...gone, refunded: total }],
    [["pending", "succeeded", "failed"], untouched],
  ] as const)("a refund that was %j", async (statuses, end) => {
    for (const order of permutations(statuses)) {
      const sale = await sold();
      for (const status of [...order, ...order]) await told(sale, refund(sale, total, status));
      expect(await standing(sale)).toEqual(end);
    }
  });

  it.each([
    [["inquiry", "closed"], untouched],
    [["inquiry", "open", "won"], untouched],
    [["inquiry", "open", "lost"], { ...gone, disputed: total }],
    [["open", "lost", "won"], untouched],
  ] as const)("a dispute that was %j", async (statuses, end) => {
    for (const order of permutations(statuses)) {
      const sale = await sold();
      for (const status of [...order, ...order]) await told(sale, dispute(sale, status));
      expect(await standing(sale)).toEqual(end);
    }
  });
});

it("many who look at once write one refund and take its credits once", async () => {
  const sale = await sold();
  const looks = Array.from({ length: 12 }, (_, i) => refund(sale, total / 2n, i % 2 ? "pending" : "succeeded"));
  await Promise.all(looks.map((found) => told(sale, found)));
  expect(await standing(sale)).toMatchObject({ refunded: total / 2n, reversed: all / 2n, walletMicro: all / 2n });
});

it("any partial refunds, some of which fail, and a dispute over the rest leave exactly the credits the money left", async () => {
  const part = fc.record({ share: fc.integer({ min: 1, max: 4_000 }), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.constantFrom<FoundDispute["status"]>("inquiry", "won", "lost"),
      async (parts, ending) => {
        const sale = await sold();
        let left = total;
        const refunds: FoundRefund[] = parts.map(({ share, fails }, i) => {
          const amountMinor = (left * BigInt(share)) / 10_000n + 1n;
          if (!fails) left -= amountMinor;
          return { externalId: `re_${i}_${sale.purchaseId}`, refundId: null, amountMinor, status: "pending" };
        });
        for (const one of refunds) {
          await told(sale, { refunds: [one], disputes: [] });
          const status = parts[refunds.indexOf(one)]?.fails ? "failed" : "succeeded";
          await told(sale, { refunds: [{ ...one, status }], disputes: [] });
        }
        const [open] = dispute(sale, "open").disputes;
        if (!open) throw new Error("no dispute");
        const contested = { ...open, amountMinor: left };
        if (ending !== "inquiry") await told(sale, { refunds, disputes: [contested] });
        await told(sale, { refunds, disputes: [{ ...contested, status: ending }] });
        const back = ending === "lost" ? total : total - left;
        const reversed = (2n * all * back + total) / (2n * total);
        expect(await standing(sale)).toMatchObject({
          ...{ reversed, walletMicro: all - reversed, heldMicro: 0n, isFrozen: false },
          refunded: total - left,
        });
      },
    ),
    { numRuns: 25 },
  );
  expect((await checkBooks(systemDatabase())).findings).toEqual([]);
}, 120_000);
