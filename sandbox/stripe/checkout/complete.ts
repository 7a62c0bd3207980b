import { invalid } from "../http/failure";
import { createIntent } from "../operations/payment-intents";
import { createSetup } from "../operations/setup-intents";
import type { Intent } from "../payments/charges";
import { cancelIntent, choose, confirmIntent } from "../payments/intents";
import { cancelSetup, confirmSetup } from "../payments/setups";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { intentBehind, paymentBehind } from "./behind";
import { buyerOf, type Order } from "./buyer";
import { recordInvoice } from "./paid-invoice";
import { checkDiscounts, redeemOnce } from "./promotion";
import { planOfSession, type Session } from "./sessions";
import { dueNow, subscribe } from "./subscribing";

/** Pays a session, or sets up what it was to set up. Where it stays open the intent says why: an approval is waited for. */
export async function submitOrder(unit: Unit, session: Session, order: Order): Promise<void> {
  if (session.status !== "open")
    throw invalid("This Checkout Session is not open any more.", undefined, "checkout_session_not_open");
  await unit.standAtClockOf(session.customer);
  await checkDiscounts(unit, session);
  const customer = await buyerOf(unit, session, order);
  if (session.mode === "setup") return setUp(unit, session, order, customer);
  if (session.mode === "subscription") {
    if (!customer) throw invalid("A subscription needs a customer.", "customer");
    const due = await dueNow(unit, session, customer);
    if (due > 0) return pay(unit, session, order, await planIntent(unit, session, customer, due));
    await subscribe(unit, session, customer, { method: order.method, intent: null });
    return finish(unit, session, "no_payment_required");
  }
  if (session.amount_total === 0) {
    if (planOfSession(unit, session).invoice) await recordInvoice(unit, session, null);
    return finish(unit, session, "no_payment_required");
  }
  await pay(unit, session, order, await orderIntent(unit, session, order, customer));
}

async function orderIntent(
  unit: Unit,
  session: Session,
  order: Order,
  customer: Objects["customer"] | null,
): Promise<Intent> {
  const { payment, options } = planOfSession(unit, session);
  const known = await paymentBehind(unit, session);
  const intent =
    known ??
    createIntent(unit, {
      amount: session.amount_total ?? 0,
      currency: session.currency ?? "usd",
      customer: customer?.id,
      ...payment,
      ...(options && { payment_method_options: { customer_balance: options.customer_balance } }),
    });
  if (!known) unit.announce("payment_intent.created", intent);
  session.payment_intent = intent.id;
  if (order.saves && customer && order.method?.card) {
    intent.setup_future_usage ??= "on_session";
    order.method.allow_redisplay = "always";
  }
  return intent;
}

async function planIntent(unit: Unit, session: Session, customer: Objects["customer"], due: number): Promise<Intent> {
  const known = await paymentBehind(unit, session);
  if (known) {
    known.amount = due;
    return known;
  }
  const intent = createIntent(unit, {
    amount: due,
    currency: session.currency ?? "usd",
    customer: customer.id,
    description: "Subscription",
    setup_future_usage: "off_session",
  });
  unit.announce("payment_intent.created", intent);
  unit.hiddenOf(session).intent = intent.id;
  return intent;
}

async function pay(unit: Unit, session: Session, { method }: Order, intent: Intent): Promise<void> {
  unit.hiddenOf(intent).session = session.id;
  if (!method) throw invalid("Choose how to pay.", "payment_method", "parameter_missing");
  await choose(unit, intent, method.id);
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

/** What an intent's new state means for the session it pays. */
export async function followSession(unit: Unit, intent: Intent): Promise<void> {
  const id = unit.hiddenOf(intent).session;
  const session = typeof id === "string" ? await unit.find("checkout.session", id) : null;
  if (!session) return;
  const paid = intent.status === "succeeded";
  const waiting = intent.status === "processing" || intent.next_action?.type === "display_bank_transfer_instructions";
  if (session.status === "open") {
    if (!paid && !waiting && intent.status !== "requires_capture") return;
    if (session.mode === "subscription") await subscribePaid(unit, session, intent);
    else if (!waiting) await recordInvoice(unit, session, intent);
    return finish(unit, session, paid ? "paid" : "unpaid");
  }
  if (session.status !== "complete" || session.payment_status !== "unpaid") return;
  if (paid) {
    session.payment_status = "paid";
    await recordInvoice(unit, session, intent);
    unit.announce("checkout.session.async_payment_succeeded", session);
  } else if (intent.last_payment_error && intent.status === "requires_payment_method") {
    unit.hiddenOf(intent).session = null;
    unit.announce("checkout.session.async_payment_failed", session);
  }
}

async function subscribePaid(unit: Unit, session: Session, intent: Intent): Promise<void> {
  const customer = await unit.get("customer", session.customer ?? "");
  const method = intent.payment_method ? await unit.get("payment_method", intent.payment_method) : null;
  await subscribe(unit, session, customer, { method, intent });
}

export async function followSetup(unit: Unit, setup: Objects["setup_intent"]): Promise<void> {
  const id = unit.hiddenOf(setup).session;
  const session = typeof id === "string" ? await unit.find("checkout.session", id) : null;
  if (session?.status === "open" && setup.status === "succeeded") await finish(unit, session, "no_payment_required");
}

/** After this point the session is over; the buyer is sent back. */
async function finish(unit: Unit, session: Session, status: Session["payment_status"]): Promise<void> {
  await redeemOnce(unit, session);
  session.status = "complete";
  session.payment_status = status;
  session.url = null;
  unit.callOff("session.expire", session);
  unit.announce("checkout.session.completed", session);
}

/** Nobody came in time: what was begun is called off, and there is nothing else to undo. */
export async function expireSession(unit: Unit, session: Session): Promise<void> {
  if (session.status !== "open") return;
  const intent = await intentBehind(unit, session);
  if (intent && ["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) {
    if (intent.object === "setup_intent") cancelSetup(unit, intent, "abandoned");
    else await cancelIntent(unit, intent, "abandoned");
  }
  session.status = "expired";
  session.url = null;
  unit.callOff("session.expire", session);
  unit.announce("checkout.session.expired", session);
}

function returnUrlOf(unit: Unit, session: Session): string {
  return `${unit.surroundings.publicUrl}/c/pay/${session.id}/back`;
}
