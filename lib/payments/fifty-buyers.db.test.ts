import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { providerEvents } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { checkBooks } from "@/lib/ledger/check";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { stripe as client } from "@/lib/stripe/client";
import { type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { byStripe } from "./by-stripe";
import { lookNow } from "./look-at-payment";
import { openPayment } from "./open-payment";
import { fetchMissedEvents } from "./reconcile-payments";
import { receiveStripeEvent } from "./stripe-events/receive";
import { workEvents } from "./work-events";

const buyers = 50;
let delivered = 0;
let stripe: StripeSandbox;

beforeAll(async () => {
  stripe = await startStripeSandbox((body, signature) => {
    delivered += 1;
    return receiveStripeEvent(body, signature, new Date());
  });
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

type Sale = { ctx: Context; purchaseId: string; paymentId: string };

async function buy(): Promise<Sale> {
  const ctx = { ...(await buyingWorkspace()), now: new Date() };
  const { id: purchaseId } = await startPurchase(ctx, wish());
  const { id: paymentId, url } = await openPayment(ctx, byStripe, purchaseId, trip);
  const session = /cs_test_\w+/.exec(url ?? "")?.[0] ?? "";
  // The page that watches asks while the payment is made, and while its announcements arrive.
  const watching = Promise.all(
    [0, 1, 2].map(() => lookNow(systemDatabase(), { workspaceId: ctx.workspaceId, paymentId }, new Date())),
  );
  const paid = await stripe.payOn(session, "pm_card_visa", 8_664_000n);
  if (!paid.ok) throw new Error(await paid.text());
  await watching;
  return { ctx, purchaseId, paymentId };
}

const statuses = () =>
  inSystem(systemDatabase(), (tx) => tx.selectDistinct({ status: purchases.status }).from(purchases));

it("fifty buyers, each announced by sixty shuffled, doubled, partly dropped and late deliveries and watched meanwhile, get their credits exactly once", async () => {
  const endpoints = await client().webhookEndpoints.list();
  const trouble = { endpoint: endpoints.data[0]?.id, duplicate: 14, shuffleMs: 800, delayMs: 50, drop: 40 };
  expect((await stripe.control("trouble", trouble)).ok).toBe(true);

  const working = new AbortController();
  const worker = (async () => {
    while (!working.signal.aborted) {
      await workEvents(systemDatabase(), () => new Date());
      await new Promise((done) => setTimeout(done, 20));
    }
  })();
  const sales: Sale[] = [];
  for (let i = 0; i < buyers; i += 10) sales.push(...(await Promise.all(Array.from({ length: 10 }, buy))));
  const deadline = Date.now() + 60_000;
  while ((await statuses()).some(({ status }) => status !== "paid") || delivered < buyers * 60) {
    if (Date.now() > deadline) break;
    await fetchMissedEvents(systemDatabase(), new Date());
    await new Promise((done) => setTimeout(done, 100));
  }
  working.abort();
  await worker;

  expect(await statuses()).toEqual([{ status: "paid" }]);
  expect(delivered).toBeGreaterThanOrEqual(buyers * 60);
  for (const { ctx } of sales) expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  const [{ grants } = { grants: 0 }] = await inSystem(systemDatabase(), (tx) =>
    tx.execute<{ grants: number }>(sql`select count(*)::int as grants from journal where kind = 'purchase'`),
  );
  expect(grants).toBe(buyers);
  expect(await checkBooks(systemDatabase())).toMatchObject({ wrong: 0, workspaces: buyers });

  // Both ways: every payment there is one of our purchases, and every purchase a payment there, of the same amount.
  const there = new Map<string, number>();
  for await (const intent of client().paymentIntents.list({ limit: 100 }))
    there.set(String(intent.metadata.purchase_id), intent.amount_received);
  for (const { ctx, purchaseId } of sales) {
    const [row] = await inWorkspace(ctx, (tx) => tx.select().from(purchases));
    expect(there.get(purchaseId)).toBe(Number(row?.totalMinor));
  }
  expect(there.size).toBe(buyers);
  const kept = await inSystem(systemDatabase(), (tx) => tx.$count(providerEvents));
  expect(kept).toBeLessThan(delivered);
}, 180_000);
