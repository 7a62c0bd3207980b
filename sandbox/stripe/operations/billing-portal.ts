import type Stripe from "stripe";
import { blankOf } from "../contract/blank";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { newId, randomWord } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listAll, listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";
import { mergedMetadata, setMembers, shopAddress } from "./members";

type Configuration = Objects["billing_portal.configuration"];
type Features =
  | Stripe.BillingPortal.ConfigurationCreateParams.Features
  | Stripe.BillingPortal.ConfigurationUpdateParams.Features;

export const billingPortal: Operations = {
  "POST /v1/billing_portal/configurations": operation<Stripe.BillingPortal.ConfigurationCreateParams>(
    async ({ unit, params }) => {
      const configuration = createConfiguration(unit, params);
      unit.announce("billing_portal.configuration.created", configuration);
      return configuration;
    },
  ),

  "GET /v1/billing_portal/configurations": operation<Stripe.BillingPortal.ConfigurationListParams>(
    ({ unit, params, url }) =>
      listPage(
        unit,
        "billing_portal.configuration",
        { active: params.active, is_default: params.is_default },
        params,
        url,
      ),
  ),

  "POST /v1/billing_portal/configurations/{}": operation<Stripe.BillingPortal.ConfigurationUpdateParams>(
    async ({ unit, params, ids }) => {
      const configuration = await unit.get("billing_portal.configuration", idOf({ ids }));
      shopAddress(params.default_return_url, "default_return_url");
      setMembers(configuration, params, ["active", "default_return_url", "name"]);
      setMembers(configuration.business_profile, params.business_profile || {}, [
        "headline",
        "privacy_policy_url",
        "terms_of_service_url",
      ]);
      applyFeatures(configuration, params.features);
      configuration.metadata = mergedMetadata(configuration.metadata, params.metadata);
      configuration.updated = unit.now;
      unit.announceChange("billing_portal.configuration.updated", configuration);
      return configuration;
    },
  ),

  "POST /v1/billing_portal/sessions": operation<Stripe.BillingPortal.SessionCreateParams>(async ({ unit, params }) => {
    if (!params.customer) throw invalid("Missing required param: customer.", "customer", "parameter_missing");
    const customer = await living(unit, "customer", params.customer, "customer");
    const configuration = params.configuration
      ? await unit.get("billing_portal.configuration", params.configuration, "configuration")
      : await defaultConfiguration(unit);
    const id = newId("bps");
    const session = unit.create("billing_portal.session", {
      id,
      configuration: configuration.id,
      customer: customer.id,
      locale: params.locale ?? null,
      return_url: shopAddress(params.return_url, "return_url") ?? configuration.default_return_url,
      // What it opens is somebody's account, so the address cannot be guessed from the id.
      url: `${unit.surroundings.publicUrl}/p/session/${id}_${randomWord(24)}`,
    });
    unit.announce("billing_portal.session.created", session);
    return session;
  }),
};

function createConfiguration(
  unit: Unit,
  params: Omit<Stripe.BillingPortal.ConfigurationCreateParams, "expand">,
  isDefault = false,
): Configuration {
  const features = blankOf<Configuration["features"]>(
    unit.surroundings.contract,
    "BillingPortal.Configuration.Features",
  );
  const { headline, privacy_policy_url, terms_of_service_url } = params.business_profile ?? {};
  const configuration = unit.create("billing_portal.configuration", {
    active: true,
    business_profile: {
      headline: headline || null,
      privacy_policy_url: privacy_policy_url ?? null,
      terms_of_service_url: terms_of_service_url ?? null,
    },
    default_return_url: shopAddress(params.default_return_url, "default_return_url") || null,
    features,
    is_default: isDefault,
    login_page: { enabled: false, url: null },
    metadata: mergedMetadata({}, params.metadata),
    name: params.name || null,
    updated: unit.now,
  });
  applyFeatures(configuration, params.features);
  return configuration;
}

async function defaultConfiguration(unit: Unit): Promise<Configuration> {
  const [known] = await listAll(unit, "billing_portal.configuration", { is_default: true });
  if (known) return known;
  const features = {
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: "at_period_end" as const },
  };
  return createConfiguration(unit, { features }, true);
}

function applyFeatures({ features }: Configuration, given: Features = {}): void {
  const { customer_update, invoice_history, payment_method_update, subscription_cancel, subscription_update } = given;
  setMembers(
    features.customer_update,
    { ...customer_update, allowed_updates: customer_update?.allowed_updates || undefined },
    ["enabled", "allowed_updates"],
  );
  setMembers(features.invoice_history, invoice_history ?? {}, ["enabled"]);
  setMembers(features.payment_method_update, payment_method_update ?? {}, ["enabled"]);
  setMembers(features.subscription_cancel, subscription_cancel ?? {}, ["enabled", "mode", "proration_behavior"]);
  setMembers(features.subscription_update, subscription_update ?? {}, ["enabled", "proration_behavior"]);
}
