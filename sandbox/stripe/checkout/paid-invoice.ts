import { makeDiscount } from "../billing/discounts";
import { createInvoice, finalizeInvoice } from "../billing/invoices";
import { fillInvoice } from "../billing/lines";
import type { Intent } from "../payments/charges";
import type { Unit } from "../store/unit";
import { discountsOf } from "./promotion";
import { planOfSession, type Session } from "./sessions";

/** The paid invoice of a session that is to have one. */
export async function recordInvoice(unit: Unit, session: Session, intent: Intent | null): Promise<void> {
  const plan = planOfSession(unit, session);
  if (!plan.invoice || session.invoice || !session.customer) return;
  const customer = await unit.get("customer", session.customer);
  const invoice = createInvoice(unit, customer, { currency: session.currency ?? "usd", metadata: session.metadata });
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
  const owner = { customer: customer.id, invoice: invoice.id, checkout_session: session.id };
  const discounts = await Promise.all(discountsOf(session).map((given) => makeDiscount(unit, given, owner)));
  await fillInvoice(unit, invoice, drafts, discounts);
  unit.announce("invoice.created", invoice);
  await finalizeInvoice(unit, invoice, intent);
  session.invoice = invoice.id;
}
