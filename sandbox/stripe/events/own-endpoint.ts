import { apiVersion } from "../http/dialect";
import { listAll } from "../store/list";
import { type House, runUnit } from "../store/run-unit";

export type OwnEndpoint = { url: string; secret: string };

/**
 * The endpoint of whoever runs the sandbox: it gets every event, signed with a secret both sides knew before. Only a start
 * can make it; over the API a secret is made by the sandbox and told once, as it is by Stripe.
 */
export async function keepOwnEndpoint(house: House, { url, secret }: OwnEndpoint): Promise<void> {
  await runUnit(house, house.now(), async (unit) => {
    const kept = await listAll(unit, "webhook_endpoint", {});
    const own = kept.find((endpoint) => unit.hiddenOf(endpoint).own === true);
    const endpoint =
      own ??
      unit.create(
        "webhook_endpoint",
        { api_version: apiVersion, description: "Made at the start of the sandbox", enabled_events: ["*"] },
        { own: true },
      );
    Object.assign(endpoint, { url, status: "enabled" });
    unit.hiddenOf(endpoint).secrets = [secret];
  });
}
