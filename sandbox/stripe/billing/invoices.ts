import { Failure, invalid } from "../http/failure";
import { createIntent } from "../operations/payment-intents";
import { billing, minimums } from "../parity";
import { stepOf } from "../payments/amounts";
import { unapplyFunds } from "../payments/bank-transfers";
import { confirmIntent } from "../payments/intents";
import { namedMethod } from "../payments/methods";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { addUp, type Invoice } from "./lines";

type Customer = Objects["customer"];
type Intent = Objects["payment_intent"];

export function createInvoice(unit: Unit, customer: Customer, given: Partial<Invoice> & { currency: string }): Invoice {
  const id = newId("in");
  return unit.create("invoice", {
    id,
    account_country: "US",
    account_name: "Sandbox",
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    billing_reason: "manual",
    collection_method: "charge_automatically",
    customer: customer.id,
    discounts: [],
    issuer: { type: "self" },
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: unit.now,
    period_start: unit.now,
    starting_balance: customer.balance,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: customer.test_clock ?? null,
    ...buyerOf(customer),
    ...given,
  });
}

function buyerOf(customer: Customer): Partial<Invoice> {
  const { name = null, phone = null, address = null, shipping, email, tax_exempt = null } = customer;
  return {
    customer_address: address,
    customer_email: email,
    customer_name: name,
    customer_phone: phone,
    customer_shipping: shipping && { ...shipping },
    customer_tax_exempt: tax_exempt,
  };
}

/**
 * Numbers it, fixes what it says of the buyer, and asks for the money; what is already covered is paid at once, also by a
 * payment that came first.
 */
export async function finalizeInvoice(unit: Unit, invoice: Invoice, paidBy: Intent | null = null): Promise<void> {
  if (invoice.status !== "draft")
    throw invalid("This invoice is already finalized, you can't finalize it again.", undefined, "invoice_not_editable");
  const customer = await customerOf(unit, invoice);
  const taxIds = await listAll(unit, "tax_id", { customer: customer.id });
  Object.assign(invoice, buyerOf(customer));
  invoice.customer_tax_ids = taxIds.map(({ type, value }) => ({ type, value })) as Invoice["customer_tax_ids"];
  invoice.starting_balance = customer.balance;
  addUp(invoice);
  carryOver(invoice);
  if (invoice.starting_balance !== invoice.ending_balance) {
    customer.balance = invoice.ending_balance ?? 0;
    unit.announceChange("customer.updated", customer);
  }
  const sequence = customer.next_invoice_sequence ?? 1;
  customer.next_invoice_sequence = sequence + 1;
  invoice.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`;
  invoice.status = "open";
  invoice.effective_at = unit.now;
  invoice.status_transitions.finalized_at = unit.now;
  invoice.automatically_finalizes_at = null;
  invoice.hosted_invoice_url = `${unit.surroundings.publicUrl}/i/${invoice.id}`;
  invoice.invoice_pdf = `${unit.surroundings.publicUrl}/i/${invoice.id}/pdf`;
  const due = invoice.amount_due > 0;
  if (due) requestPayment(unit, invoice, paidBy ?? newIntent(unit, invoice, customer));
  unit.announce("invoice.finalized", invoice);
  unit.announceChange("invoice.updated", invoice);
  if (!due) markPaid(unit, invoice, null);
  else if (paidBy) await followInvoice(unit, paidBy);
}

/** Nobody is asked for less than can be charged, or for a finer part of it. */
export function amountToAsk({ amount_due: due, currency }: Invoice): number {
  return due < (minimums[currency] ?? 1) ? 0 : due - (due % stepOf(currency));
}

/** What the customer has too much stays with them, and so does what is too little, or too fine, to be charged. */
function carryOver(invoice: Invoice): void {
  const after = invoice.starting_balance + invoice.total;
  const left = invoice.amount_due - amountToAsk(invoice);
  invoice.ending_balance = Math.min(0, after) + left;
  invoice.amount_due -= left;
  invoice.amount_remaining = Math.max(0, invoice.amount_due - invoice.amount_paid);
}

function newIntent(unit: Unit, invoice: Invoice, customer: Customer): Intent {
  const intent = createIntent(unit, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: customer.id,
    description: invoice.parent?.subscription_details ? "Subscription" : `Invoice ${invoice.number}`,
    setup_future_usage: invoice.parent?.subscription_details ? "off_session" : undefined,
  });
  unit.announce("payment_intent.created", intent);
  return intent;
}

function requestPayment(unit: Unit, invoice: Invoice, intent: Intent): void {
  unit.hiddenOf(intent).invoice = invoice.id;
  unit.create("invoice_payment", {
    amount_paid: null,
    amount_requested: invoice.amount_due,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    payment: { type: "payment_intent", payment_intent: intent.id },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

export type Collected = { failure: Failure | null };

/** Tries to take the money of an open invoice; a refusal is written down and given back, not thrown. */
export async function collect(unit: Unit, invoice: Invoice, methodId?: string): Promise<Collected> {
  const intent = await intentOf(unit, invoice);
  if (!intent) return { failure: null };
  const method = methodId ?? (await methodFor(unit, invoice));
  invoice.attempted = true;
  invoice.attempt_count += 1;
  if (!method) {
    await paymentFailed(unit, invoice);
    return {
      failure: invalid(
        "This customer has no attached payment source or default payment method.",
        undefined,
        "missing_payment_method",
      ),
    };
  }
  const chosen = await namedMethod(unit, method, "payment_method");
  intent.payment_method = chosen.id;
  if (intent.status === "requires_payment_method" || intent.status === "requires_action") {
    intent.status = "requires_confirmation";
    intent.next_action = null;
  }
  const failure = await refusalOf(() =>
    confirmIntent(unit, intent, { offSession: false, returnUrl: invoice.hosted_invoice_url ?? null }),
  );
  await followInvoice(unit, intent);
  if (intent.status === "requires_action") unit.announce("invoice.payment_action_required", invoice);
  if (failure || intent.status === "requires_action") await paymentFailed(unit, invoice);
  return { failure };
}

async function refusalOf(work: () => Promise<void>): Promise<Failure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Failure && error.keepsWrites) return error;
    throw error;
  }
}

/** A first payment is its buyer's to complete; what falls due later is tried again. */
export function isRetried({ billing_reason: reason }: Invoice): boolean {
  return reason === "subscription_cycle" || reason === "subscription_update";
}

/** The next attempt of a renewal, or the end of the attempts, stands with the failure that leads to it. */
async function paymentFailed(unit: Unit, invoice: Invoice): Promise<void> {
  const renewal = isRetried(invoice);
  const days = renewal ? billing.retryDays[invoice.attempt_count - 1] : undefined;
  invoice.next_payment_attempt = days === undefined ? null : unit.now + days * 86_400;
  if (invoice.next_payment_attempt !== null) unit.schedule("invoice.retry", invoice, invoice.next_payment_attempt);
  else if (renewal) unit.schedule("subscription.give-up", invoice, unit.now);
  unit.announce("invoice.payment_failed", invoice);
  unit.announceChange("invoice.updated", invoice);
}

/** A debit that was refused days later fails its invoice as a card would have at once. */
export async function failInvoiceOf(unit: Unit, intent: Intent): Promise<void> {
  const id = unit.hiddenOf(intent).invoice;
  const invoice = typeof id === "string" ? await unit.get("invoice", id) : null;
  if (invoice?.status === "open" && intent.status === "requires_payment_method") await paymentFailed(unit, invoice);
}

/** What an intent's new state means for the invoice it pays. */
export async function followInvoice(unit: Unit, intent: Intent): Promise<void> {
  const id = unit.hiddenOf(intent).invoice;
  if (typeof id !== "string" || intent.status !== "succeeded") return;
  const invoice = await unit.get("invoice", id);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") return;
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id });
  if (payment) {
    payment.amount_paid = intent.amount_received;
    payment.status = "paid";
    payment.status_transitions.paid_at = unit.now;
    unit.announce("invoice_payment.paid", payment);
  }
  markPaid(unit, invoice, intent);
}

/** After this point the invoice is paid; who waits for it (a subscription) follows. */
export function markPaid(unit: Unit, invoice: Invoice, intent: Intent | null): void {
  invoice.status = "paid";
  invoice.amount_paid = intent ? intent.amount_received : invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = unit.now;
  unit.callOff("invoice.retry", invoice);
  unit.announce("invoice.paid", invoice);
  unit.announce("invoice.payment_succeeded", invoice);
  unit.announceChange("invoice.updated", invoice);
}

export async function intentOf(unit: Unit, invoice: Invoice): Promise<Intent | null> {
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id });
  const id = payment?.payment.payment_intent;
  return id ? unit.get("payment_intent", id) : null;
}

export async function customerOf(unit: Unit, { customer }: { customer: string | null }): Promise<Customer> {
  if (!customer) throw invalid("The invoice has no customer.", "customer");
  return unit.get("customer", customer, "customer");
}

async function methodFor(unit: Unit, invoice: Invoice): Promise<string | null> {
  if (invoice.default_payment_method) return invoice.default_payment_method;
  const subscriptionId = invoice.parent?.subscription_details?.subscription;
  const subscription = subscriptionId ? await unit.find("subscription", subscriptionId) : null;
  if (subscription?.default_payment_method) return subscription.default_payment_method;
  return (await customerOf(unit, invoice)).invoice_settings.default_payment_method;
}

export async function voidInvoice(unit: Unit, invoice: Invoice): Promise<void> {
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    throw invalid(`You can only void an open invoice. This one is ${invoice.status}.`);
  }
  await cancelPayment(unit, invoice);
  invoice.status = "void";
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = unit.now;
  unit.callOff("invoice.retry", invoice);
  unit.announce("invoice.voided", invoice);
  unit.announceChange("invoice.updated", invoice);
}

export async function cancelPayment(unit: Unit, invoice: Invoice): Promise<void> {
  const intent = await intentOf(unit, invoice);
  if (intent && intent.status !== "succeeded" && intent.status !== "canceled") {
    await unapplyFunds(unit, intent);
    intent.status = "canceled";
    intent.canceled_at = unit.now;
    intent.cancellation_reason = "void_invoice";
    intent.next_action = null;
    unit.announce("payment_intent.canceled", intent);
  }
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id });
  if (payment?.status !== "open") return;
  payment.status = "canceled";
  payment.status_transitions.canceled_at = unit.now;
}

export function markUncollectible(unit: Unit, invoice: Invoice): void {
  if (invoice.status !== "open") throw invalid("You can only mark an open invoice as uncollectible.");
  invoice.status = "uncollectible";
  invoice.status_transitions.marked_uncollectible_at = unit.now;
  unit.announce("invoice.marked_uncollectible", invoice);
  unit.announceChange("invoice.updated", invoice);
}
