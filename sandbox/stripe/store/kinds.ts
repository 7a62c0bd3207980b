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

/** Each kind of object: how its ids begin, and the type the contract knows it by. */
export const kinds = {
  balance_transaction: { prefix: "txn", type: "BalanceTransaction" },
  "billing_portal.configuration": { prefix: "bpc", type: "BillingPortal.Configuration" },
  "billing_portal.session": { prefix: "bps", type: "BillingPortal.Session" },
  charge: { prefix: "ch", type: "Charge" },
  "checkout.session": { prefix: "cs_test", type: "Checkout.Session" },
  coupon: { prefix: "", type: "Coupon" },
  credit_note: { prefix: "cn", type: "CreditNote" },
  customer: { prefix: "cus", type: "Customer" },
  customer_cash_balance_transaction: { prefix: "ccsbtxn", type: "CustomerCashBalanceTransaction" },
  discount: { prefix: "di", type: "Discount" },
  dispute: { prefix: "du", type: "Dispute" },
  invoice: { prefix: "in", type: "Invoice" },
  invoice_payment: { prefix: "inpay", type: "InvoicePayment" },
  invoiceitem: { prefix: "ii", type: "InvoiceItem" },
  payment_intent: { prefix: "pi", type: "PaymentIntent" },
  payment_method: { prefix: "pm", type: "PaymentMethod" },
  price: { prefix: "price", type: "Price" },
  product: { prefix: "prod", type: "Product" },
  promotion_code: { prefix: "promo", type: "PromotionCode" },
  "radar.early_fraud_warning": { prefix: "issfr", type: "Radar.EarlyFraudWarning" },
  refund: { prefix: "re", type: "Refund" },
  setup_intent: { prefix: "seti", type: "SetupIntent" },
  subscription: { prefix: "sub", type: "Subscription" },
  tax_id: { prefix: "txi", type: "TaxId" },
  tax_rate: { prefix: "txr", type: "TaxRate" },
  "test_helpers.test_clock": { prefix: "clock", type: "TestHelpers.TestClock" },
  webhook_endpoint: { prefix: "we", type: "WebhookEndpoint" },
} as const;

export type Kind = keyof typeof kinds;

export type Objects = {
  balance_transaction: Wire<Stripe.BalanceTransaction>;
  "billing_portal.configuration": Wire<Stripe.BillingPortal.Configuration>;
  "billing_portal.session": Wire<Stripe.BillingPortal.Session>;
  charge: Wire<Stripe.Charge>;
  "checkout.session": Wire<Stripe.Checkout.Session>;
  coupon: Wire<Stripe.Coupon>;
  credit_note: Wire<Stripe.CreditNote>;
  customer: Wire<Stripe.Customer>;
  customer_cash_balance_transaction: Wire<Stripe.CustomerCashBalanceTransaction>;
  discount: Wire<Stripe.Discount>;
  dispute: Wire<Stripe.Dispute>;
  invoice: Wire<Stripe.Invoice>;
  invoice_payment: Wire<Stripe.InvoicePayment>;
  invoiceitem: Wire<Stripe.InvoiceItem>;
  payment_intent: Wire<Stripe.PaymentIntent>;
  payment_method: Wire<Stripe.PaymentMethod>;
  price: Wire<Stripe.Price>;
  product: Wire<Stripe.Product>;
  promotion_code: Wire<Stripe.PromotionCode>;
  "radar.early_fraud_warning": Wire<Stripe.Radar.EarlyFraudWarning>;
  refund: Wire<Stripe.Refund>;
  setup_intent: Wire<Stripe.SetupIntent>;
  subscription: Wire<Stripe.Subscription>;
  tax_id: Wire<Stripe.TaxId>;
  tax_rate: Wire<Stripe.TaxRate>;
  "test_helpers.test_clock": Wire<Stripe.TestHelpers.TestClock>;
  webhook_endpoint: Wire<Stripe.WebhookEndpoint>;
};

const byPrefix = new Map<string, Kind>(
  Object.entries(kinds).flatMap(([kind, { prefix }]) => (prefix ? [[prefix, kind as Kind]] : [])),
);

/** What an id names, by how it begins. */
export function kindOfId(id: string): Kind | undefined {
  return byPrefix.get(id.slice(0, Math.max(0, id.lastIndexOf("_"))));
}
