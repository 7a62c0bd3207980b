import type Stripe from "stripe";
import { redeemable } from "../billing/discounts";
import { invalid, unsupported } from "../http/failure";
import { living, refuseTogether } from "../operations/deleted";
import { defaultTypes, methodOptionsOf } from "../operations/intent-params";
import { mergedMetadata, shopAddress } from "../operations/members";
import { sessionLife } from "../parity";
import { checkedAmount } from "../payments/amounts";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { type LineItem, priceItems, type Wish, wishOf } from "./items";

export type Session = Objects["checkout.session"];

/** What a session was asked for and does not show: the page and the payment need it later. */
export type Plan = {
  items: LineItem[];
  taxRates: string[][];
  payment: Stripe.Checkout.SessionCreateParams["payment_intent_data"];
  setup: Stripe.Checkout.SessionCreateParams["setup_intent_data"];
  subscription: Stripe.Checkout.SessionCreateParams["subscription_data"];
  options: Stripe.Checkout.SessionCreateParams["payment_method_options"];
  transfer: boolean;
  invoice: boolean;
  updates: { name: boolean; address: boolean };
};

const foreign = [
  "managed_payments",
  "optional_items",
  "shipping_options",
  "shipping_address_collection",
  "customer_account",
  "payment_method_configuration",
  "payment_method_data",
  "wallet_options",
];

export async function createSession(unit: Unit, params: Stripe.Checkout.SessionCreateParams): Promise<Session> {
  refuse(params);
  refuseTogether(params, ["allow_promotion_codes", "discounts"]);
  const mode = params.mode ?? "payment";
  if (params.customer) {
    await living(unit, "customer", params.customer, "customer");
    await unit.standAtClockOf(params.customer);
  }
  const wishes = await Promise.all((params.line_items ?? []).map((item, place) => wishOf(unit, item, place)));
  checkItems(mode, wishes);
  const currency = wishes[0]?.price.currency ?? params.currency?.toLowerCase() ?? null;
  if (mode === "setup" && !currency && !params.allowed_payment_method_types) {
    throw invalid("Missing required param: currency.", "currency", "parameter_missing");
  }
  const coupon = await couponOf(unit, params, wishes);
  const items = priceItems(wishes, coupon);
  const id = newId("cs_test");
  const session = unit.create(
    "checkout.session",
    {
      id,
      adaptive_pricing: { enabled: false },
      allow_promotion_codes: params.allow_promotion_codes ?? null,
      allowed_payment_method_types: params.allowed_payment_method_types ?? null,
      automatic_tax: { enabled: false, liability: null, provider: null, status: null },
      billing_address_collection: params.billing_address_collection ?? null,
      cancel_url: shopAddress(params.cancel_url, "cancel_url") ?? null,
      client_reference_id: params.client_reference_id ?? null,
      currency,
      custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
      customer: params.customer ?? null,
      customer_creation: mode === "payment" ? (params.customer_creation ?? "if_required") : null,
      customer_email: params.customer_email ?? null,
      discounts: (params.discounts ?? []).map(({ coupon: name = null, promotion_code = null }) => ({
        coupon: name,
        promotion_code,
      })),
      expires_at: params.expires_at ?? unit.now + sessionLife.longest,
      invoice_creation: mode === "payment" ? invoiceCreation(params.invoice_creation?.enabled ?? false) : null,
      locale: params.locale ?? null,
      metadata: mergedMetadata({}, params.metadata),
      mode,
      payment_method_collection: mode === "subscription" ? (params.payment_method_collection ?? "always") : null,
      payment_method_options: { card: { request_three_d_secure: "automatic" } },
      payment_method_types: typesOf(params, currency),
      payment_status: mode === "setup" ? "no_payment_required" : "unpaid",
      phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
      saved_payment_method_options: params.customer
        ? {
            allow_redisplay_filters: ["always"],
            payment_method_remove: "disabled",
            payment_method_save: params.saved_payment_method_options?.payment_method_save ?? null,
          }
        : null,
      status: "open",
      submit_type: params.submit_type ?? null,
      success_url: shopAddress(params.success_url, "success_url") ?? null,
      tax_id_collection: {
        enabled: params.tax_id_collection?.enabled ?? false,
        required: params.tax_id_collection?.required ?? "never",
      },
      ui_mode: "hosted_page",
      url: `${unit.surroundings.publicUrl}/c/pay/${id}`,
    },
    { plan: planOf(params, items, wishes) },
  );
  applyTotals(session, items);
  if (mode === "payment" && session.amount_total) checkedAmount(session.amount_total, currency ?? "", "line_items");
  checkLife(unit, session.expires_at);
  unit.schedule("session.expire", session, session.expires_at);
  return session;
}

function planOf(params: Stripe.Checkout.SessionCreateParams, items: LineItem[], wishes: Wish[]): Plan {
  return {
    items,
    taxRates: wishes.map(({ taxRates }) => taxRates.map(({ id }) => id)),
    payment: paymentOf(params.payment_intent_data),
    setup: params.setup_intent_data && {
      description: params.setup_intent_data.description,
      metadata: mergedMetadata({}, params.setup_intent_data.metadata),
    },
    subscription: subscriptionOf(params.subscription_data),
    options: optionsOf(params),
    transfer: params.payment_method_options?.customer_balance !== undefined,
    invoice: params.invoice_creation?.enabled ?? false,
    updates: {
      name: params.customer_update?.name === "auto",
      address: params.customer_update?.address === "auto",
    },
  };
}

/** What is not named here would be lost until the payment, so it is not taken. */
function paymentOf(given: Plan["payment"]): Plan["payment"] {
  if (!given) return undefined;
  const { capture_method, description, receipt_email, setup_future_usage, shipping } = given;
  const { statement_descriptor, statement_descriptor_suffix } = given;
  return {
    capture_method,
    description,
    metadata: mergedMetadata({}, given.metadata),
    receipt_email,
    setup_future_usage,
    shipping: shipping && structuredClone(shipping),
    statement_descriptor,
    statement_descriptor_suffix,
  };
}

function subscriptionOf(given: Plan["subscription"]): Plan["subscription"] {
  if (!given) return undefined;
  const { description, trial_end, trial_period_days, trial_settings } = given;
  return {
    description,
    metadata: mergedMetadata({}, given.metadata),
    trial_end,
    trial_period_days,
    trial_settings: trial_settings && {
      end_behavior: { missing_payment_method: trial_settings.end_behavior.missing_payment_method },
    },
  };
}

function optionsOf({ payment_method_options: given }: Stripe.Checkout.SessionCreateParams): Plan["options"] {
  const transfer = methodOptionsOf(given);
  return transfer && { customer_balance: { bank_transfer: transfer, funding_type: "bank_transfer" } };
}

export function planOfSession(unit: Unit, session: Session): Plan {
  return unit.hiddenOf(session).plan as Plan;
}

export function applyTotals(session: Session, items: readonly LineItem[]): void {
  if (session.mode === "setup") return;
  const sum = (pick: (item: LineItem) => number) => items.reduce((total, item) => total + pick(item), 0);
  session.amount_subtotal = sum(({ amount_subtotal }) => amount_subtotal);
  session.amount_total = sum(({ amount_total }) => amount_total);
  session.total_details = {
    amount_discount: sum(({ amount_discount }) => amount_discount),
    amount_shipping: 0,
    amount_tax: sum(({ amount_tax }) => amount_tax),
  };
  if (session.amount_total === 0 && session.mode === "payment") session.payment_status = "no_payment_required";
}

function typesOf(params: Stripe.Checkout.SessionCreateParams, currency: string | null): string[] {
  if (params.allowed_payment_method_types) return params.allowed_payment_method_types;
  const types = defaultTypes(currency ?? "", params.customer !== undefined && params.mode === "payment");
  const excluded: readonly string[] = params.excluded_payment_method_types ?? [];
  return types.filter((type) => !excluded.includes(type) && (params.mode === "payment" || type !== "customer_balance"));
}

function checkItems(mode: string, wishes: readonly Wish[]): void {
  if (mode === "setup") {
    if (wishes.length) throw invalid("`line_items` can't be passed in `setup` mode.", "line_items");
    return;
  }
  if (wishes.length === 0) throw invalid("Missing required param: line_items.", "line_items", "parameter_missing");
  if (new Set(wishes.map(({ price }) => price.currency)).size > 1)
    throw invalid("All line items must be in one currency.", "line_items");
  const recurring = wishes.some(({ price }) => price.recurring);
  if (mode === "payment" && recurring) {
    throw invalid("You specified `payment` mode but passed a recurring price.", "line_items");
  }
  if (mode === "subscription" && !recurring) {
    throw invalid("You must provide at least one recurring price in `subscription` mode.", "line_items");
  }
}

async function couponOf(
  unit: Unit,
  { discounts, customer }: Stripe.Checkout.SessionCreateParams,
  wishes: readonly Wish[],
): Promise<Objects["coupon"] | null> {
  const [given] = discounts ?? [];
  if (!given) return null;
  const subtotal = wishes.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * quantity, 0);
  const purchase = { customer: customer ?? null, currency: wishes[0]?.price.currency, subtotal };
  return (await redeemable(unit, given, purchase, "discounts[0]")).coupon;
}

function checkLife(unit: Unit, expiresAt: number): void {
  const life = expiresAt - unit.now;
  if (life >= sessionLife.shortest && life <= sessionLife.longest) return;
  throw invalid(
    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
    "expires_at",
  );
}

function refuse(params: Stripe.Checkout.SessionCreateParams): void {
  const found = foreign.find((name) => Reflect.get(params, name) !== undefined);
  if (found) throw unsupported(found, found);
  if (params.automatic_tax?.enabled) throw unsupported("automatic_tax", "automatic_tax");
  if (params.adaptive_pricing?.enabled) throw unsupported("adaptive pricing", "adaptive_pricing");
  if (params.customer_update?.shipping === "auto") throw unsupported("shipping addresses", "customer_update[shipping]");
  if (params.ui_mode && params.ui_mode !== "hosted_page") throw unsupported(`ui_mode ${params.ui_mode}`, "ui_mode");
}

function invoiceCreation(enabled: boolean): NonNullable<Session["invoice_creation"]> {
  return {
    enabled,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: null,
      rendering_options: null,
    },
  };
}
