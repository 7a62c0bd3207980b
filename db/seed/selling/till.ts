import "server-only";
import type { Context } from "@/lib/context";
import { creditsToDecimal } from "@/lib/credits";
import { env } from "@/lib/env";
import { invariant } from "@/lib/errors";
import { byStripe } from "@/lib/payments/by-stripe";
import { lookAtPayment } from "@/lib/payments/look-at-payment";
import { openPayment, type Payment, type Trip } from "@/lib/payments/open-payment";
import type { PaymentProvider } from "@/lib/payments/provider";
import { providerContext } from "@/lib/payments/provider-context";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { payOnPage } from "./pay-on-page";

/** Pays a purchase as its buyer did, at the moment of `ctx`. */
export type Till = (ctx: Context, purchase: Purchase) => Promise<void>;

/** By card, on the page of the stand-in for Stripe. */
export const cardTill: Till = async (ctx, purchase) => {
  const payment = await openPage(ctx, purchase);
  await payOnPage(payment, "pm_card_visa");
  const settled = await lookAtPayment(asProvider(ctx), payment);
  invariant(settled === "completed" || settled === "duplicate", "a purchase of the demo was paid");
};

/** Where no stand-in answers, the word of the story is believed: under an account of its own, which nobody is asked about. */
export const toldTill: Till = async (ctx, purchase) => {
  await openPayment(ctx, toldPaid, purchase.id, tripOf(purchase));
};

/** The stand-in when it answers. Real accounts are never bought from. */
export async function demoTill(): Promise<Till> {
  const { STRIPE_API_URL: at } = env();
  if (!at) return toldTill;
  return fetch(`${at}/healthz`).then(
    ({ ok }) => (ok ? cardTill : toldTill),
    () => toldTill,
  );
}

export function asProvider({ db, workspaceId, now }: Context): Context {
  return providerContext(db, workspaceId, "stripe", now);
}

/** The page of a purchase of the past is opened today, whenever it is said to have been. */
export function openPage(ctx: Context, purchase: Purchase): Promise<Payment> {
  return openPayment(ctx, openedToday, purchase.id, tripOf(purchase));
}

export function tripOf({ creditsMicro, buyer }: Purchase): Trip {
  const { APP_URL: back } = env();
  const title = `${creditsToDecimal(creditsMicro)} credits`;
  return { title, locale: "en", email: buyer.email, returnUrl: back, cancelUrl: back };
}

const openedToday: PaymentProvider = {
  ...byStripe,
  open: async (ctx, order) => {
    const opened = await byStripe.open({ ...ctx, now: new Date() }, order);
    return opened.kind === "redirect" ? { ...opened, expiresAt: order.expiresAt } : opened;
  },
};

const toldPaid: PaymentProvider = {
  name: "stripe",
  account: async () => ({ account: "demo", livemode: false }),
  open: async (_ctx, { purchaseId, amountMinor, currency }) => ({
    kind: "settled",
    externalId: `demo:${purchaseId}`,
    found: {
      status: "paid",
      receivedMinor: amountMinor,
      currency,
      url: null,
      failure: null,
      details: { brand: "visa", lastFour: "4242" },
      refs: [],
    },
  }),
  recover: nobody,
  look: nobody,
  close: nobody,
};

function nobody(): Promise<never> {
  return Promise.reject(new Error("Nobody can be asked about what was only told."));
}
