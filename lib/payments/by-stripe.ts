import "server-only";
import { consentMetadata } from "@/lib/cards/consent";
import { listCards } from "@/lib/cards/data";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { coinsAsNumber } from "@/lib/money";
import { cancelPayment, chargeCard, findPayment, readPayment } from "@/lib/stripe/cards";
import { expireCheckout, findCheckout, openCheckout, readCheckout } from "@/lib/stripe/checkout";
import { stripeAccount } from "@/lib/stripe/client";
import { disputesOf } from "@/lib/stripe/disputes";
import { isRefusedForGood } from "@/lib/stripe/errors";
import type { Charge, CheckoutSession, PaymentIntent } from "@/lib/stripe/objects";
import { createRefund, refundsOf } from "@/lib/stripe/refunds";
import { intentOfInvoice, readInvoice } from "@/lib/stripe/subscriptions";
import { ensureCustomer } from "./ensure-customer";
import { failureOf } from "./failures";
import { externalIdOf } from "./find-ref";
import { foundInvoice } from "./found-invoice";
import { foundDispute, foundRefund } from "./found-returns";
import type { FoundPayment, OpenedPayment, PaymentOrder, PaymentProvider } from "./provider";
import { chargeRecurring, openRecurringPage } from "./recurring-order";

/** Cards, by Stripe or by the sandbox that stands in for it. */
export const byStripe: PaymentProvider = {
  name: "stripe",
  account: () => stripeAccount(),
  open: (ctx, order) => (order.paymentMethodId ? chargeSaved(ctx, order, order.paymentMethodId) : openPage(ctx, order)),
  recover: async (ctx, order, error) => {
    if (!isRefusedForGood(error)) throw error;
    const find = order.paymentMethodId ? findPayment : findCheckout;
    return find(await ensureCustomer(ctx), metadataOf(ctx, order));
  },
  look: (_ctx, externalId) => look(externalId),
  close: async (_ctx, externalId) => {
    const found = await look(externalId);
    if (found.status === "paid" || found.status === "processing" || found.status === "closed") return found;
    // The invoice of a period ends with its subscription.
    if (isInvoice(externalId)) return found;
    await (isCheckout(externalId) ? expireCheckout(externalId) : cancelPayment(externalId));
    return look(externalId);
  },
  refund: async (ctx, externalId, { refundId, amountMinor }) => {
    const refund = await createRefund({
      paymentIntent: await intentBehind(externalId),
      amount: coinsAsNumber(amountMinor),
      metadata: { refund_id: refundId, workspace_id: ctx.workspaceId },
      idempotencyKey: `refund:${refundId}`,
    });
    return refund && { externalId: refund.id };
  },
  returns: async (_ctx, externalId) => {
    const intent = await intentBehind(externalId);
    const [refunds, disputes] = await Promise.all([refundsOf(intent), disputesOf(intent)]);
    return { refunds: refunds.map(foundRefund), disputes: disputes.map(foundDispute) };
  },
};

async function intentBehind(externalId: string): Promise<string> {
  const intent = await intentIdOf(externalId);
  invariant(intent, "what was paid has a payment");
  return intent;
}

async function openPage(ctx: Context, order: PaymentOrder): Promise<OpenedPayment> {
  const { purchaseId, attempt, amountMinor, currency, title, locale, keepsCard, returnUrl, cancelUrl, expiresAt } =
    order;
  const metadata = metadataOf(ctx, order);
  const customer = await ensureCustomer(ctx);
  const { recurring } = order;
  if (recurring) {
    const carried = {
      customer,
      amount: coinsAsNumber(amountMinor),
      metadata: { ...metadata, ...consentMetadata(ctx) },
    };
    return openRecurringPage({ ...order, recurring }, carried);
  }
  const session = await openCheckout(
    {
      customer,
      amount: coinsAsNumber(amountMinor),
      currency,
      title,
      locale,
      keepsCard,
      metadata: { ...metadata, ...(keepsCard && consentMetadata(ctx)) },
      successUrl: returnUrl,
      cancelUrl,
      expiresAt,
      idempotencyKey: `${purchaseId}:${attempt}`,
    },
    ctx.now,
  );
  invariant(session.url, "an open page has an address");
  return {
    kind: "redirect",
    externalId: session.id,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1_000),
  };
}

async function chargeSaved(ctx: Context, order: PaymentOrder, paymentMethodId: string): Promise<OpenedPayment> {
  const kept = (await listCards(ctx)).some(({ id }) => id === paymentMethodId);
  const paymentMethod = kept && (await externalIdOf(ctx, "payment_method", paymentMethodId, await stripeAccount()));
  if (!paymentMethod) throw new AppError("invalid", "unknown_card", { field: "method" });
  const customer = await ensureCustomer(ctx);
  const { recurring } = order;
  if (recurring) {
    const carried = { customer, amount: coinsAsNumber(order.amountMinor), metadata: metadataOf(ctx, order) };
    return chargeRecurring({ ...order, recurring }, paymentMethod, carried);
  }
  const intent = await chargeCard({
    customer,
    paymentMethod,
    amount: coinsAsNumber(order.amountMinor),
    currency: order.currency,
    description: order.title,
    metadata: metadataOf(ctx, order),
    returnUrl: order.returnUrl,
    idempotencyKey: `${order.purchaseId}:${order.attempt}`,
  });
  return { kind: "settled", externalId: intent.id, found: foundIntent(intent) };
}

function metadataOf({ workspaceId }: Context, { purchaseId, purchaseNumber, attempt, recurring }: PaymentOrder) {
  return {
    workspace_id: workspaceId,
    purchase_id: purchaseId,
    purchase_number: purchaseNumber,
    attempt: String(attempt),
    ...(recurring && { recurring_id: recurring.id }),
  };
}

async function look(externalId: string): Promise<FoundPayment> {
  if (isInvoice(externalId)) return foundInvoice(await readInvoice(externalId));
  if (!isCheckout(externalId)) return foundIntent(await readPayment(externalId));
  const session = await readCheckout(externalId);
  return session.invoice && typeof session.invoice === "object"
    ? foundInvoice(session.invoice)
    : foundCheckout(session);
}

function isInvoice(externalId: string): boolean {
  return externalId.startsWith("in_");
}

function isCheckout(externalId: string): boolean {
  return externalId.startsWith("cs_");
}

async function intentIdOf(externalId: string): Promise<string | undefined> {
  if (isInvoice(externalId)) return (await intentOfInvoice(externalId))?.id;
  if (!isCheckout(externalId)) return externalId;
  const session = await readCheckout(externalId);
  const { invoice } = session;
  if (invoice && typeof invoice === "object") return (await intentOfInvoice(invoice.id))?.id;
  return intentOf(session)?.id;
}

function intentOf({ payment_intent: intent }: CheckoutSession): PaymentIntent | null {
  return intent === null || typeof intent === "string" ? null : intent;
}

/** The page and the payment behind it are one thing here: the page says whether it is open, the payment whether it is paid. */
function foundCheckout(session: CheckoutSession): FoundPayment {
  const intent = intentOf(session);
  const paid = intent && foundIntent(intent);
  if (paid && (paid.status === "paid" || paid.status === "processing")) return paid;
  const base = {
    receivedMinor: 0n,
    currency: (session.currency ?? "").toUpperCase(),
    failure: paid?.failure ?? null,
    details: {},
    refs: paid?.refs ?? [],
  };
  // A decline on the page leaves the page open: the buyer sees why and may take another card.
  if (session.status === "open") return { ...base, status: "open", url: session.url };
  return { ...base, status: "closed", url: null };
}

function foundIntent(intent: PaymentIntent): FoundPayment {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const chargeId = typeof intent.latest_charge === "string" ? intent.latest_charge : charge?.id;
  return {
    status: statusOf(intent),
    receivedMinor: BigInt(intent.amount_received),
    currency: intent.currency.toUpperCase(),
    url: intent.next_action?.redirect_to_url?.url ?? null,
    failure: intent.last_payment_error ? failureOf(intent.last_payment_error) : null,
    details: detailsOf(charge),
    refs: [
      { externalId: intent.id, kind: "payment" as const },
      ...(chargeId ? [{ externalId: chargeId, kind: "charge" as const }] : []),
    ],
  };
}

function statusOf({ status, last_payment_error: problem }: PaymentIntent): FoundPayment["status"] {
  switch (status) {
    case "succeeded":
      return "paid";
    case "processing":
      return "processing";
    case "requires_action":
      return "requires_action";
    case "canceled":
      return "closed";
    default:
      return problem ? "failed" : "open";
  }
}

function detailsOf(charge: Charge | null): Record<string, string> {
  const card = charge?.payment_method_details?.card;
  return card ? { brand: card.brand ?? "card", lastFour: card.last4 ?? "" } : {};
}
