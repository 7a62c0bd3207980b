import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { randomWord } from "../store/ids";
import { listPage } from "../store/list";
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
    endpoint.metadata = mergedMetadata(endpoint.metadata, params.metadata);
    return endpoint;
  }),

  "DELETE /v1/webhook_endpoints/{}": operation(async (call) => {
    const endpoint = await call.unit.get("webhook_endpoint", idOf(call));
    call.unit.remove(endpoint);
    return { id: endpoint.id, object: "webhook_endpoint", deleted: true };
  }),
};

function checkedUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalid("Invalid URL: an explicit scheme (such as https) must be provided.", "url", "url_invalid");
}
