import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type Stripe from "stripe";

export type Listener = { events: Stripe.Event[]; endpoint: string; url: string; close: () => Promise<void> };

/** Takes every event the sandbox sends, as an application would: signature first. */
export async function listen(stripe: Stripe): Promise<Listener> {
  const events: Stripe.Event[] = [];
  let secret = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    try {
      events.push(await stripe.webhooks.constructEventAsync(body, String(request.headers["stripe-signature"]), secret));
      response.end();
    } catch (error) {
      response.statusCode = 400;
      response.end(String(error));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
  secret = endpoint.secret ?? "";
  return {
    events,
    url,
    endpoint: endpoint.id,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
