import type Stripe from "stripe";
import { invalid, unsupported } from "../http/failure";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { checkedAmount, checkedCurrency } from "../payments/amounts";
import type { Intent } from "../payments/charges";
import { beginAgain, cancelIntent, captureIntent, choose, confirmIntent, unexpectedState } from "../payments/intents";
import { createMethod } from "../payments/methods";
import { newId, newSecret } from "../store/ids";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { defaultTypes, methodOptionsOf, refuseForeign } from "./intent-params";
import { mergedMetadata, returnAddress, setMembers, wholeAddress } from "./members";

/** What an attempt is made with: once it has changed, the payer has to be asked again. */
const attemptParams = ["amount", "currency", "payment_method", "payment_method_data"] as const;
/** What nobody can change any more once the money has moved. */
const settledParams = [
  ...attemptParams,
  "capture_method",
  "customer",
  "payment_method_options",
  "setup_future_usage",
] as const;
/** What an invoice says of the payment that pays it. */
const ownedParams = ["amount", "currency", "customer"] as const;
const plain = ["description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"] as const;

export const paymentIntents: Operations = {
  "POST /v1/payment_intents": operation<Stripe.PaymentIntentCreateParams>(async ({ unit, params }) => {
    refuseForeign(params);
    await standAt(unit, params.customer);
    const intent = createIntent(unit, params);
    await applyMethod(unit, intent, params);
    unit.announce("payment_intent.created", intent);
    if (params.confirm) await confirmIntent(unit, intent, confirmationOf(params));
    else if (params.off_session) throw invalid("off_session goes with confirm.", "off_session");
    return intent;
  }),

  "GET /v1/payment_intents": operation<Stripe.PaymentIntentListParams>(({ unit, params, url }) =>
    listPage(unit, "payment_intent", { customer: params.customer }, params, url),
  ),

  "GET /v1/payment_intents/{}": operation((call) => call.unit.get("payment_intent", idOf(call))),

  "POST /v1/payment_intents/{}": operation<Stripe.PaymentIntentUpdateParams>(async ({ unit, params, ids }) => {
    refuseForeign(params);
    const intent = await intentOf({ unit, ids });
    const open = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status);
    if (!open && settledParams.some((name) => params[name] !== undefined)) throw unexpectedState(intent, "update");
    if (typeof unit.hiddenOf(intent).invoice === "string" && ownedParams.some((name) => params[name] !== undefined)) {
      throw invalid("This PaymentIntent belongs to an invoice, which says its amount and its customer.");
    }
    if (params.customer) {
      if (intent.customer && intent.customer !== params.customer)
        throw invalid("The customer cannot be changed.", "customer");
      intent.customer = (await living(unit, "customer", params.customer, "customer")).id;
    }
    if (attemptParams.some((name) => params[name] !== undefined)) await beginAgain(unit, intent);
    if (params.currency) intent.currency = checkedCurrency(params.currency);
    if (params.amount !== undefined) intent.amount = checkedAmount(params.amount, intent.currency);
    setMembers(intent, params, [...plain, "setup_future_usage", "capture_method"]);
    intent.metadata = mergedMetadata(intent.metadata, params.metadata);
    await applyMethod(unit, intent, params);
    return intent;
  }),

  "POST /v1/payment_intents/{}/confirm": operation<Stripe.PaymentIntentConfirmParams>(async ({ unit, params, ids }) => {
    refuseForeign(params);
    const intent = await intentOf({ unit, ids });
    await beginAgain(unit, intent);
    setMembers(intent, params, ["receipt_email", "setup_future_usage", "capture_method"]);
    await applyMethod(unit, intent, params);
    await confirmIntent(unit, intent, confirmationOf(params));
    return intent;
  }),

  "POST /v1/payment_intents/{}/cancel": operation<Stripe.PaymentIntentCancelParams>(async ({ unit, params, ids }) => {
    const intent = await intentOf({ unit, ids });
    if (typeof unit.hiddenOf(intent).invoice === "string") {
      throw invalid("This PaymentIntent belongs to an invoice. Void the invoice instead.");
    }
    await cancelIntent(unit, intent, params.cancellation_reason ?? null);
    return intent;
  }),

  "POST /v1/payment_intents/{}/capture": operation<Stripe.PaymentIntentCaptureParams>(async ({ unit, params, ids }) => {
    if (params.final_capture === false) throw unsupported("captures in several parts", "final_capture");
    const intent = await intentOf({ unit, ids });
    intent.metadata = mergedMetadata(intent.metadata, params.metadata);
    await captureIntent(unit, intent, params.amount_to_capture);
    return intent;
  }),
};

/** Also for what a checkout or an invoice asks for. */
export function createIntent(unit: Unit, params: Stripe.PaymentIntentCreateParams): Intent {
  const currency = checkedCurrency(params.currency);
  const id = newId("pi");
  return unit.create("payment_intent", {
    id,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: checkedAmount(params.amount, currency),
    amount_details: { tip: {} },
    automatic_payment_methods: automaticOf(params),
    capture_method: params.capture_method ?? "automatic_async",
    client_secret: newSecret(id),
    confirmation_method: params.confirmation_method ?? "automatic",
    currency,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    payment_method_options: optionsOf(params),
    payment_method_types: params.allowed_payment_method_types ?? defaultTypes(currency, params.customer !== undefined),
    receipt_email: params.receipt_email || null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping ? { ...params.shipping, address: wholeAddress(params.shipping.address) } : null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
  });
}

type MethodParams = Pick<
  Stripe.PaymentIntentConfirmParams,
  "payment_method" | "payment_method_data" | "payment_method_options"
>;

async function applyMethod(unit: Unit, intent: Intent, params: MethodParams): Promise<void> {
  if (params.payment_method) await choose(unit, intent, params.payment_method);
  if (params.payment_method_data) await choose(unit, intent, createMethod(unit, params.payment_method_data).id);
  if (params.payment_method_options) intent.payment_method_options = optionsOf(params);
}

/** What a card or a transfer was asked to do; options of other methods mean nothing here. */
function optionsOf({ payment_method_options: given }: MethodParams): Intent["payment_method_options"] {
  const card = {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: "automatic",
  } as const;
  const transfer = methodOptionsOf(given);
  const options = {
    card,
    ...(transfer && { customer_balance: { bank_transfer: transfer, funding_type: "bank_transfer" } }),
  };
  return options as Intent["payment_method_options"];
}

function automaticOf(params: Stripe.PaymentIntentCreateParams): Intent["automatic_payment_methods"] {
  const given = params.automatic_payment_methods;
  if (given && !given.enabled) return { enabled: false };
  return params.allowed_payment_method_types
    ? null
    : { enabled: true, allow_redirects: given?.allow_redirects ?? "always" };
}

function confirmationOf(params: Stripe.PaymentIntentConfirmParams) {
  return {
    offSession: params.off_session !== undefined && params.off_session !== false,
    returnUrl: returnAddress(params.return_url) ?? null,
    errorOnAction: params.error_on_requires_action ?? false,
  };
}

async function standAt(unit: Unit, customer: string | undefined): Promise<void> {
  if (!customer) return;
  await living(unit, "customer", customer, "customer");
  await unit.standAtClockOf(customer);
}

async function intentOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Intent> {
  const intent = await call.unit.get("payment_intent", idOf(call));
  await call.unit.standAtClockOf(intent.customer);
  return intent;
}
