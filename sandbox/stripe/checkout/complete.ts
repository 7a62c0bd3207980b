import { grantDiscounts } from "../billing/discounts";
import { createInvoice, finalizeInvoice, intentOf } from "../billing/invoices";
import { addItem, periodEnd } from "../billing/items";
import { fillInvoice } from "../billing/lines";
import { planOf } from "../billing/plans";
import { scheduleNext } from "../billing/renewals";
import { startSubscription } from "../billing/subscriptions";
import { invalid } from "../http/failure";
import { createIntent } from "../operations/payment-intents";
import { createSetup } from "../operations/setup-intents";
import { createSubscription } from "../operations/subscription-params";
import { addTaxId } from "../operations/tax-ids";
import { cancelIntent, choose, confirmIntent } from "../payments/intents";
import type { Method } from "../payments/methods";
import { confirmSetup } from "../payments/setups";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { payAgain } from "./retry";
import { planOfSession, type Session } from "./sessions";

type Intent = Objects["payment_intent"];

/** What the buyer settled on the page. */
export type Order = {
  method: Method | null;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  /** Whether the card is to be offered again. */
  saves: boolean;
  taxId?: { type: Parameters<typeof addTaxId>[2]["type"]; value: string };
};

/** Pays a session, or sets up what it was to set up. Where it stays open the intent says why: an approval is waited for. */
export async function submitOrder(unit: Unit, session: Session, order: Order): Promise<void> {
  if (session.status !== "open")
    throw invalid("This Checkout Session is not open any more.", undefined, "checkout_session_not_open");
  await unit.standAtClockOf(session.customer);
  const customer = await buyerOf(unit, session, order);
  if (session.mode === "setup") return setUp(unit, session, order, customer);
  if (session.mode === "subscription") return subscribe(unit, session, order, customer);
  if (session.amount_total === 0) return finish(unit, session, "no_payment_required");
  await pay(unit, session, order, customer);
}

async function buyerOf(unit: Unit, session: Session, order: Order): Promise<Objects["customer"] | null> {
  const { billing_details: billing } = order.method ?? {};
  const [name, email] = [
    order.name ?? billing?.name ?? null,
    order.email ?? session.customer_email ?? billing?.email ?? null,
  ];
  const known = session.customer ? await unit.get("customer", session.customer) : null;
  const needed =
    session.mode !== "payment" || session.customer_creation === "always" || planOfSession(unit, session).invoice;
  const customer = known ?? (needed ? newCustomer(unit, name, email) : null);
  if (customer) session.customer = customer.id;
  if (customer && order.taxId) await noteTaxId(unit, customer.id, order.taxId);
  const { updates } = planOfSession(unit, session);
  if (known && updates.name && name) known.name = name;
  if (known && updates.address && billing?.address?.line1) known.address = structuredClone(billing.address);
  session.customer_details = {
    address: billing?.address ?? customer?.address ?? null,
    business_name: null,
    email: customer?.email ?? email,
    individual_name: null,
    name: name ?? customer?.name ?? null,
    phone: order.phone ?? billing?.phone ?? null,
    tax_exempt: "none",
    tax_ids: order.taxId ? [{ type: order.taxId.type, value: order.taxId.value }] : [],
  };
  return customer;
}

// Whoever is refused sends the form again, with the same number.
async function noteTaxId(unit: Unit, customer: string, taxId: NonNullable<Order["taxId"]>): Promise<void> {
  const known = await listAll(unit, "tax_id", { customer, value: taxId.value });
  if (known.length === 0) addTaxId(unit, customer, taxId);
}

function newCustomer(unit: Unit, name: string | null, email: string | null): Objects["customer"] {
  const customer = unit.create("customer", {
    address: null,
    currency: null,
    delinquent: false,
    discount: null,
    email,
    invoice_prefix: String(Math.floor(Math.random() * 1e8)).padStart(8, "0"),
    name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    tax_exempt: "none",
    test_clock: null,
  });
  unit.announce("customer.created", customer);
  return customer;
}

async function pay(unit: Unit, session: Session, order: Order, customer: Objects["customer"] | null): Promise<void> {
  const { payment, options } = planOfSession(unit, session);
  const intent = session.payment_intent
    ? await unit.get("payment_intent", session.payment_intent)
    : createIntent(unit, {
        amount: session.amount_total ?? 0,
        currency: session.currency ?? "usd",
        customer: customer?.id,
        ...payment,
        ...(options && { payment_method_options: { customer_balance: options.customer_balance } }),
      });
  if (!session.payment_intent) unit.announce("payment_intent.created", intent);
  session.payment_intent = intent.id;
  unit.hiddenOf(intent).session = session.id;
  if (!order.method) throw invalid("Choose how to pay.", "payment_method", "parameter_missing");
  if (order.saves && customer && order.method.card) {
    intent.setup_future_usage ??= "on_session";
    order.method.allow_redisplay = "always";
  }
  await choose(unit, intent, order.method.id);
  await confirmIntent(unit, intent, { offSession: false, returnUrl: returnUrlOf(unit, session) });
  await followSession(unit, intent);
}

async function setUp(unit: Unit, session: Session, order: Order, customer: Objects["customer"] | null): Promise<void> {
  const { setup: wish } = planOfSession(unit, session);
  const setup = session.setup_intent
    ? await unit.get("setup_intent", session.setup_intent)
    : createSetup(unit, { customer: customer?.id, description: wish?.description, metadata: wish?.metadata });
  if (!session.setup_intent) unit.announce("setup_intent.created", setup);
  session.setup_intent = setup.id;
  unit.hiddenOf(setup).session = session.id;
  if (!order.method) throw invalid("Choose what to save.", "payment_method", "parameter_missing");
  order.method.allow_redisplay = "always";
  await choose(unit, setup, order.method.id);
  await confirmSetup(unit, setup, returnUrlOf(unit, session));
  await followSetup(unit, setup);
}

// The subscription comes to be with its payment: a refusal leaves nothing of it behind.
async function subscribe(
  unit: Unit,
  session: Session,
  order: Order,
  customer: Objects["customer"] | null,
): Promise<void> {
  if (!customer) throw invalid("A subscription needs a customer.", "customer");
  if (session.subscription) {
    await payAgain(unit, session, order.method);
    return settleSubscription(unit, session);
  }
  const plan = planOfSession(unit, session);
  const [first] = plan.items;
  if (!first?.price) throw invalid("The session sells nothing.", "line_items");
  const { trial_end, trial_period_days, trial_settings, metadata, description } = plan.subscription ?? {};
  const subscription = createSubscription(
    unit,
    customer,
    { customer: customer.id, trial_end, trial_period_days, trial_settings, metadata, description },
    first.price,
  );
  subscription.discounts = await grantDiscounts(unit, discountsOf(session), {
    customer: customer.id,
    subscription: subscription.id,
    checkout_session: session.id,
  });
  if (order.method) {
    if (!order.method.customer) order.method.customer = customer.id;
    order.method.allow_redisplay = "always";
    unit.announce("payment_method.attached", order.method);
    subscription.default_payment_method = order.method.id;
  }
  for (const [place, item] of plan.items.entries()) {
    if (!item.price) continue;
    const taxRates = await Promise.all((plan.taxRates[place] ?? []).map((id) => unit.get("tax_rate", id)));
    const wish = { price: item.price, quantity: item.quantity ?? 1, taxRates: structuredClone(taxRates), metadata: {} };
    addItem(unit, subscription, wish, planOf(item.price), periodEnd(unit, subscription, item.price));
  }
  const collected = await startSubscription(unit, subscription, true);
  if (collected?.failure) {
    unit.abandon();
    throw collected.failure.forgetting();
  }
  unit.announce("customer.subscription.created", subscription);
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  if (subscription.status !== "incomplete") scheduleNext(unit, subscription);
  await settleSubscription(unit, session);
}

async function settleSubscription(unit: Unit, session: Session): Promise<void> {
  const invoice = await unit.get("invoice", session.invoice ?? "");
  const intent = await intentOf(unit, invoice);
  if (intent) {
    unit.hiddenOf(intent).session = session.id;
    const redirect = intent.next_action?.redirect_to_url;
    if (redirect) redirect.return_url = returnUrlOf(unit, session);
    if (intent.status === "requires_action") return;
  }
  const due = invoice.amount_due > 0;
  if (session.status !== "open") return;
  finish(unit, session, due ? (invoice.status === "paid" ? "paid" : "unpaid") : "no_payment_required");
}

function discountsOf(session: Session) {
  return (session.discounts ?? []).map(({ coupon, promotion_code }) => ({
    ...(coupon && { coupon }),
    ...(promotion_code && { promotion_code }),
  }));
}

/** What an intent's new state means for the session it pays. */
export async function followSession(unit: Unit, intent: Intent): Promise<void> {
  const id = unit.hiddenOf(intent).session;
  const session = typeof id === "string" ? await unit.find("checkout.session", id) : null;
  if (!session) return;
  const waiting = intent.status === "processing" || intent.next_action?.type === "display_bank_transfer_instructions";
  if (session.status === "open") {
    if (intent.status === "succeeded" || intent.status === "requires_capture") {
      await recordInvoice(unit, session, intent);
      finish(unit, session, intent.status === "succeeded" ? "paid" : "unpaid");
    } else if (waiting) finish(unit, session, "unpaid");
    return;
  }
  if (session.status !== "complete" || session.payment_status !== "unpaid") return;
  if (intent.status === "succeeded") {
    session.payment_status = "paid";
    await recordInvoice(unit, session, intent);
    unit.announce("checkout.session.async_payment_succeeded", session);
  } else if (intent.last_payment_error && intent.status === "requires_payment_method") {
    unit.hiddenOf(intent).session = null;
    unit.announce("checkout.session.async_payment_failed", session);
  }
}

export async function followSetup(unit: Unit, setup: Objects["setup_intent"]): Promise<void> {
  const id = unit.hiddenOf(setup).session;
  const session = typeof id === "string" ? await unit.find("checkout.session", id) : null;
  if (session?.status === "open" && setup.status === "succeeded") finish(unit, session, "no_payment_required");
}

/** After this point the session is over; the buyer is sent back. */
function finish(unit: Unit, session: Session, status: Session["payment_status"]): void {
  session.status = "complete";
  session.payment_status = status;
  session.url = null;
  unit.callOff("session.expire", session);
  unit.announce("checkout.session.completed", session);
}

async function recordInvoice(unit: Unit, session: Session, intent: Intent): Promise<void> {
  const plan = planOfSession(unit, session);
  if (!plan.invoice || session.invoice || !session.customer) return;
  const customer = await unit.get("customer", session.customer);
  const invoice = createInvoice(unit, customer, { currency: intent.currency, metadata: session.metadata });
  const drafts = await Promise.all(
    plan.items.map(async (item, place) => ({
      amount: item.amount_subtotal,
      description: item.description,
      metadata: {},
      parent: null,
      period: { start: unit.now, end: unit.now },
      price: item.price,
      quantity: item.quantity ?? 1,
      taxRates: await Promise.all((plan.taxRates[place] ?? []).map((id) => unit.get("tax_rate", id))),
    })),
  );
  const discounts = await grantDiscounts(unit, discountsOf(session), { customer: customer.id, invoice: invoice.id });
  await fillInvoice(unit, invoice, drafts, await Promise.all(discounts.map((id) => unit.get("discount", id))));
  unit.announce("invoice.created", invoice);
  await finalizeInvoice(unit, invoice, intent);
  session.invoice = invoice.id;
}

export async function expireSession(unit: Unit, session: Session): Promise<void> {
  if (session.status !== "open") return;
  const intent = session.payment_intent ? await unit.find("payment_intent", session.payment_intent) : null;
  if (intent && ["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) {
    await cancelIntent(unit, intent, "abandoned");
  }
  session.status = "expired";
  session.url = null;
  unit.callOff("session.expire", session);
  unit.announce("checkout.session.expired", session);
}

function returnUrlOf(unit: Unit, session: Session): string {
  return `${unit.surroundings.publicUrl}/c/pay/${session.id}/back`;
}
