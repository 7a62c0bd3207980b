import type Stripe from "stripe";

/** As it goes over the wire: decimals are words. */
export type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string
    ? T
    : T extends (infer Item)[]
      ? Wire<OnlyId<Item>>[]
      : T extends object
        ? { [Key in keyof T]: Wire<OnlyId<T[Key]>> }
        : T;

// What may be expanded is kept as its id.
type OnlyId<T> = string extends T ? Exclude<T, { id: string; object: string }> : T;

type Known<T> = { prefix: string; type: string; object?: T };

function known<T extends object>(prefix: string, type: string): Known<T> {
  return { prefix, type };
}

/** Each kind of object: how its ids begin, and the type the contract knows it by. */
export const kinds = {
  balance_transaction: known<Stripe.BalanceTransaction>("txn", "BalanceTransaction"),
  "billing_portal.configuration": known<Stripe.BillingPortal.Configuration>("bpc", "BillingPortal.Configuration"),
  "billing_portal.session": known<Stripe.BillingPortal.Session>("bps", "BillingPortal.Session"),
  charge: known<Stripe.Charge>("ch", "Charge"),
  "checkout.session": known<Stripe.Checkout.Session>("cs_test", "Checkout.Session"),
  coupon: known<Stripe.Coupon>("", "Coupon"),
  credit_note: known<Stripe.CreditNote>("cn", "CreditNote"),
  customer: known<Stripe.Customer>("cus", "Customer"),
  customer_cash_balance_transaction: known<Stripe.CustomerCashBalanceTransaction>(
    "ccsbtxn",
    "CustomerCashBalanceTransaction",
  ),
  discount: known<Stripe.Discount>("di", "Discount"),
  dispute: known<Stripe.Dispute>("du", "Dispute"),
  invoice: known<Stripe.Invoice>("in", "Invoice"),
  invoice_payment: known<Stripe.InvoicePayment>("inpay", "InvoicePayment"),
  invoiceitem: known<Stripe.InvoiceItem>("ii", "InvoiceItem"),
  payment_intent: known<Stripe.PaymentIntent>("pi", "PaymentIntent"),
  payment_method: known<Stripe.PaymentMethod>("pm", "PaymentMethod"),
  price: known<Stripe.Price>("price", "Price"),
  product: known<Stripe.Product>("prod", "Product"),
  promotion_code: known<Stripe.PromotionCode>("promo", "PromotionCode"),
  "radar.early_fraud_warning": known<Stripe.Radar.EarlyFraudWarning>("issfr", "Radar.EarlyFraudWarning"),
  refund: known<Stripe.Refund>("re", "Refund"),
  setup_intent: known<Stripe.SetupIntent>("seti", "SetupIntent"),
  subscription: known<Stripe.Subscription>("sub", "Subscription"),
  tax_id: known<Stripe.TaxId>("txi", "TaxId"),
  tax_rate: known<Stripe.TaxRate>("txr", "TaxRate"),
  "test_helpers.test_clock": known<Stripe.TestHelpers.TestClock>("clock", "TestHelpers.TestClock"),
  webhook_endpoint: known<Stripe.WebhookEndpoint>("we", "WebhookEndpoint"),
};

export type Kind = keyof typeof kinds;

export type Objects = { [K in Kind]: Wire<NonNullable<(typeof kinds)[K]["object"]>> };

const byPrefix = new Map<string, Kind>(
  Object.entries(kinds).flatMap(([kind, { prefix }]) => (prefix ? [[prefix, kind as Kind]] : [])),
);

/** What an id names, by how it begins. */
export function kindOfId(id: string): Kind | undefined {
  return byPrefix.get(id.slice(0, Math.max(0, id.lastIndexOf("_"))));
}
