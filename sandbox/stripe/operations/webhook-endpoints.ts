import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import type { JobHandlers } from "../jobs";
import { randomWord } from "../store/ids";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { mergedMetadata, setMembers } from "./members";

export const webhookEndpoints: Operations = {
  "POST /v1/webhook_endpoints": operation<Stripe.WebhookEndpointCreateParams>(async ({ unit, params }) => {
    const secret = `whsec_${randomWord(32)}`;
    const endpoint = unit.create(
      "webhook_endpoint",
      {
        api_version: params.api_version ?? null,
        description: params.description || null,
        enabled_events: params.enabled_events,
        metadata: mergedMetadata({}, params.metadata),
        status: "enabled",
        url: checkedUrl(params.url),
      },
      { secrets: [secret] },
    );
    // Told once, like every secret.
    return { ...endpoint, secret };
  }),

  "GET /v1/webhook_endpoints": operation<Stripe.WebhookEndpointListParams>(({ unit, params, url }) =>
    listPage(unit, "webhook_endpoint", {}, params, url),
  ),

  "GET /v1/webhook_endpoints/{}": operation((call) => call.unit.get("webhook_endpoint", idOf(call))),

  "POST /v1/webhook_endpoints/{}": operation<Stripe.WebhookEndpointUpdateParams>(async ({ unit, params, ids }) => {
    const endpoint = await unit.get("webhook_endpoint", idOf({ ids }));
    setMembers(endpoint, params, ["description"]);
    if (params.enabled_events) endpoint.enabled_events = params.enabled_events;
    if (params.url) endpoint.url = checkedUrl(params.url);
    if (params.disabled !== undefined) endpoint.status = params.disabled ? "disabled" : "enabled";
    if (params.disabled) await giveUp(unit, endpoint.id);
    endpoint.metadata = mergedMetadata(endpoint.metadata, params.metadata);
    return endpoint;
  }),

  "DELETE /v1/webhook_endpoints/{}": operation(async (call) => {
    const endpoint = await call.unit.get("webhook_endpoint", idOf(call));
    await giveUp(call.unit, endpoint.id);
    call.unit.remove(endpoint);
    return { id: endpoint.id, object: "webhook_endpoint", deleted: true };
  }),
};

export const endpointJobs: JobHandlers = {
  "endpoint.forget-secret": async ({ subject }, unit) => {
    const endpoint = await unit.find("webhook_endpoint", subject);
    const { secrets } = endpoint ? unit.hiddenOf(endpoint) : {};
    if (endpoint && Array.isArray(secrets)) unit.hiddenOf(endpoint).secrets = secrets.slice(0, 1);
  },
};

/** Nobody listens there any more: what was still to be sent is not. */
async function giveUp({ sql }: Unit, endpoint: string): Promise<void> {
  await sql`
    update stripe_sandbox.deliveries set state = 'dropped'
    where endpoint = ${endpoint} and state = 'pending'`;
}

function checkedUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalid("Invalid URL: an explicit scheme (such as https) must be provided.", "url", "url_invalid");
}
