import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { paymentMethods } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { followCards } from "@/lib/cards/follow-cards";
import { removeCard } from "@/lib/cards/remove-card";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { byBank } from "@/lib/payments/by-bank";
import { ensureCustomer } from "@/lib/payments/ensure-customer";
import { externalIdOf } from "@/lib/payments/find-ref";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import { lookAtReturns } from "@/lib/payments/look-at-returns";
import { openPayment } from "@/lib/payments/open-payment";
import { closePurchase } from "@/lib/purchases/expire-purchases";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { refundPurchase } from "@/lib/purchases/refund-purchase";
import { askStandIn, payOnPage } from "./pay-on-page";
import { order, sell, type Wish } from "./sell";
import { asProvider, cardTill, openPage, type Till, tripOf } from "./till";

const minuteMs = 60_000;

type Deed = (ctx: Context, purchase: Purchase) => Promise<unknown>;

/** How the purchases stand that are not simply paid; told once, when the story has just ended. */
export async function playPresent(ctx: Context, slug: string): Promise<void> {
  const told = await inWorkspace(ctx, (tx) =>
    tx.$count(purchases, and(eq(purchases.workspaceId, ctx.workspaceId), ne(purchases.status, "paid"))),
  );
  if (told === 0) await presents[slug]?.(ctx);
}

const presents: Record<string, (ctx: Context) => Promise<void>> = {
  kianda: presentOfKianda,
  meridian: presentOfMeridian,
  bintang: presentOfBintang,
};

async function begun(ctx: Context, minutesAgo: number, wish: Wish, deed: Deed): Promise<void> {
  const at = { ...ctx, now: new Date(ctx.now.getTime() - minutesAgo * minuteMs) };
  await deed(at, await order(at, wish));
}

/** A courier who changed their mind, and one who never came back: nothing that moves a balance. */
async function presentOfKianda(ctx: Context): Promise<void> {
  await begun(ctx, 3 * 24 * 60, { credits: 5_000 }, async (at, { id, ...purchase }) => {
    await openPage(at, { id, ...purchase });
    await closePurchase(at, id, "canceled");
  });
  await begun(ctx, 2 * 24 * 60, { credits: 10_000 }, async (at, purchase) => {
    await openPage(at, purchase);
    await closePurchase({ ...at, now: new Date(at.now.getTime() + 24 * 60 * minuteMs) }, purchase.id, "expired");
  });
}

/** Clinics whose cards give trouble: one purchase in each state that a card can bring about. */
async function presentOfMeridian(ctx: Context): Promise<void> {
  await keepCard(ctx, "pm_card_visa");
  const asks = await keepCard(ctx, "pm_card_authenticationRequired");
  const declined = await keepCard(ctx, "pm_card_chargeCustomerFail");
  const saved = (card: string, credits: number) => ({ credits, method: "saved_card", paymentMethodId: card }) as const;
  await begun(ctx, 150, saved(declined, 2_000), openPage);
  await begun(ctx, 55, saved(asks, 3_000), openPage);
  await begun(ctx, 25, { credits: 5_000 }, openPage);
  await removeCard(ctx, declined);
  await moneyBack(ctx);
}

/** Parcels paid by transfer: one that is waited for, and one that came short and waits for a person. */
async function presentOfBintang(ctx: Context): Promise<void> {
  const transfer = (bank: string, credits: number) => ({ credits, method: "bank", bank }) as const;
  const open: Deed = (at, purchase) => openPayment(at, byBank, purchase.id, tripOf(purchase));
  await begun(ctx, 90, transfer("bni", 2_000), open);
  await begun(ctx, 20 * 60, transfer("bca", 3_000), async (at, purchase) => {
    const payment = await openPayment(at, byBank, purchase.id, tripOf(purchase));
    const account = await externalIdOf(at, "virtual_account", payment.id);
    invariant(account, "a transfer has its account number");
    await payShort(account, purchase);
    await closePurchase(ctx, purchase.id, "expired");
  });
}

/** One purchase is partly paid back, and after another the buyer's bank asks questions. The books go on from now. */
async function moneyBack(ctx: Context): Promise<void> {
  const present = () => ({ ...ctx, now: new Date() });
  const bought = await sell(present(), cardTill, { credits: 2_000 });
  const operator: Context = { ...present(), actor: { kind: "system", name: "demo" } };
  await refundPurchase(operator, {
    id: newId("ref", operator.now.getTime()),
    purchaseId: bought.id,
    amountMinor: bought.totalMinor / 4n,
    reason: "One clinic was charged twice",
  });
  await sell(present(), askedAbout, { credits: 1_000 });
}

const askedAbout: Till = async (ctx, purchase) => {
  const payment = await openPage(ctx, purchase);
  await payOnPage(payment, "pm_card_createDisputeInquiry");
  await lookAtPayment(asProvider(ctx), payment);
  await lookAtReturns(asProvider(ctx), payment);
};

async function keepCard(ctx: Context, token: string): Promise<string> {
  const customer = await ensureCustomer(ctx);
  const attached = await askStandIn(`/v1/payment_methods/${token}/attach`, { customer });
  const { id } = (await attached.json()) as { id: string };
  const names = await followCards(asProvider(ctx));
  const card = names.get(id);
  invariant(card, "a card that was added is kept");
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), eq(paymentMethods.id, card))),
  );
  invariant(row, "a card that was added is kept");
  return row.id;
}

/** A third too little, from another bank's counter. */
async function payShort(account: string, { totalMinor }: Purchase): Promise<void> {
  const { BANK_API_URL: at, BANK_API_KEY: key } = env();
  const paid = await fetch(`${at}/virtual-accounts/${account}/payments`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ amount: Number((totalMinor * 2n) / 3n) }),
  });
  invariant(paid.ok, "a transfer arrives");
}
