import type Stripe from "stripe";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { choose } from "../payments/intents";
import { createMethod } from "../payments/methods";
import { cancelSetup, confirmSetup, type Setup } from "../payments/setups";
import { newId, newSecret } from "../store/ids";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { defaultTypes, refuseForeign } from "./intent-params";
import { mergedMetadata, returnAddress, setMembers } from "./members";

export const setupIntents: Operations = {
  "POST /v1/setup_intents": operation<Stripe.SetupIntentCreateParams>(async ({ unit, params }) => {
    refuseForeign(params);
    if (params.customer) {
      await living(unit, "customer", params.customer, "customer");
      await unit.standAtClockOf(params.customer);
    }
    const setup = createSetup(unit, params);
    await applyMethod(unit, setup, params);
    unit.announce("setup_intent.created", setup);
    if (params.confirm) await confirmSetup(unit, setup, returnAddress(params.return_url) ?? null);
    return setup;
  }),

  "GET /v1/setup_intents": operation<Stripe.SetupIntentListParams>(({ unit, params, url }) =>
    listPage(unit, "setup_intent", { customer: params.customer, payment_method: params.payment_method }, params, url),
  ),

  "GET /v1/setup_intents/{}": operation((call) => call.unit.get("setup_intent", idOf(call))),

  "POST /v1/setup_intents/{}": operation<Stripe.SetupIntentUpdateParams>(async ({ unit, params, ids }) => {
    refuseForeign(params);
    const setup = await setupOf({ unit, ids });
    if (params.customer) setup.customer = (await living(unit, "customer", params.customer, "customer")).id;
    setMembers(setup, params, ["description"]);
    setup.metadata = mergedMetadata(setup.metadata, params.metadata);
    await applyMethod(unit, setup, params);
    return setup;
  }),

  "POST /v1/setup_intents/{}/confirm": operation<Stripe.SetupIntentConfirmParams>(async ({ unit, params, ids }) => {
    refuseForeign(params);
    const setup = await setupOf({ unit, ids });
    await applyMethod(unit, setup, params);
    await confirmSetup(unit, setup, returnAddress(params.return_url) ?? null);
    return setup;
  }),

  "POST /v1/setup_intents/{}/cancel": operation<Stripe.SetupIntentCancelParams>(async ({ unit, params, ids }) => {
    const setup = await setupOf({ unit, ids });
    cancelSetup(unit, setup, params.cancellation_reason ?? null);
    return setup;
  }),
};

/** Also for what a checkout sets up. */
export function createSetup(unit: Unit, params: Stripe.SetupIntentCreateParams): Setup {
  const id = newId("seti");
  return unit.create("setup_intent", {
    id,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_payment_methods: params.allowed_payment_method_types
      ? null
      : { enabled: true, allow_redirects: "always" },
    client_secret: newSecret(id),
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: params.allowed_payment_method_types ?? defaultTypes("", false),
    status: "requires_payment_method",
    usage: params.usage ?? "off_session",
  });
}

type MethodParams = Pick<Stripe.SetupIntentConfirmParams, "payment_method" | "payment_method_data">;

async function applyMethod(unit: Unit, setup: Setup, params: MethodParams): Promise<void> {
  if (params.payment_method) await choose(unit, setup, params.payment_method);
  if (params.payment_method_data) await choose(unit, setup, createMethod(unit, params.payment_method_data).id);
}

async function setupOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Setup> {
  const setup = await call.unit.get("setup_intent", idOf(call));
  await call.unit.standAtClockOf(setup.customer);
  return setup;
}
