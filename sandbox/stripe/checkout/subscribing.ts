import { makeDiscount } from "../billing/discounts";
import { amountToAsk } from "../billing/invoices";
import { addItem, periodEnd, type Subscription } from "../billing/items";
import { draftInvoice } from "../billing/period-invoice";
import { planOf } from "../billing/plans";
import { scheduleNext } from "../billing/renewals";
import { startSubscription } from "../billing/subscriptions";
import { invalid } from "../http/failure";
import { createSubscription } from "../operations/subscription-params";
import type { Intent } from "../payments/charges";
import { attach, type Method } from "../payments/methods";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { discountsOf } from "./promotion";
import { planOfSession, type Session } from "./sessions";

type Customer = Objects["customer"];

/** What subscribing would ask for now: all that becomes of it is looked at aside, and none of it stays. */
export async function dueNow(unit: Unit, session: Session, customer: Customer): Promise<number> {
  const aside = unit.aside();
  const same = await aside.get("checkout.session", session.id);
  const subscription = await subscriptionOf(aside, same, await aside.get("customer", customer.id));
  return amountToAsk(await draftInvoice(aside, subscription, "subscription_create"));
}

/** The subscription comes to be with its payment, and not before. */
export async function subscribe(
  unit: Unit,
  session: Session,
  customer: Customer,
  paid: { method: Method | null; intent: Intent | null },
): Promise<void> {
  const subscription = await subscriptionOf(unit, session, customer);
  const { method, intent } = paid;
  if (method) {
    attach(unit, method, customer.id);
    method.allow_redisplay = "always";
    subscription.default_payment_method = method.id;
  }
  await startSubscription(unit, subscription, false, intent);
  unit.announce("customer.subscription.created", subscription);
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  if (subscription.status !== "incomplete") scheduleNext(unit, subscription);
}

async function subscriptionOf(unit: Unit, session: Session, customer: Customer): Promise<Subscription> {
  const plan = planOfSession(unit, session);
  const [first] = plan.items;
  if (!first?.price) throw invalid("The session sells nothing.", "line_items");
  const subscription = createSubscription(unit, customer, { customer: customer.id, ...plan.subscription }, first.price);
  const owner = { customer: customer.id, subscription: subscription.id, checkout_session: session.id };
  const discounts = await Promise.all(discountsOf(session).map((given) => makeDiscount(unit, given, owner)));
  subscription.discounts = discounts.map(({ id }) => id);
  for (const [place, item] of plan.items.entries()) {
    if (!item.price) continue;
    const taxRates = await Promise.all((plan.taxRates[place] ?? []).map((id) => unit.get("tax_rate", id)));
    const wish = { price: item.price, quantity: item.quantity ?? 1, taxRates: structuredClone(taxRates), metadata: {} };
    addItem(unit, subscription, wish, planOf(item.price), periodEnd(unit, subscription, item.price));
  }
  return subscription;
}
