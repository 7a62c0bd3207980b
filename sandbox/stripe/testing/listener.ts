import type Stripe from "stripe";
import { openMailbox } from "../../shared/testing/mailbox";

export type Listener = { events: Stripe.Event[]; endpoint: string; url: string; close: () => Promise<void> };

/** Takes every event the sandbox sends, as an application would: signature first. */
export async function listen(stripe: Stripe): Promise<Listener> {
  const events: Stripe.Event[] = [];
  let secret = "";
  const { url, close } = await openMailbox(async ({ body, headers }) => {
    try {
      events.push(await stripe.webhooks.constructEventAsync(body, String(headers["stripe-signature"]), secret));
      return undefined;
    } catch (error) {
      return { status: 400, body: String(error) };
    }
  });
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
  secret = endpoint.secret ?? "";
  return { events, url, endpoint: endpoint.id, close };
}
