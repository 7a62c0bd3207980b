import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Clock } from "../shared/clock";
import { Deliveries } from "../shared/deliveries/deliveries";
import { requireLoopback } from "../shared/loopback";
import { openStore } from "../shared/open-store";
import { consoleGuard } from "./console/guard";
import { consolePages } from "./console/routes";
import { loadContract } from "./contract/contract";
import { createControl } from "./control/control";
import { EventPost } from "./events/event-post";
import { keepOwnEndpoint, type OwnEndpoint } from "./events/own-endpoint";
import { createApi } from "./http/api";
import { ArmedFaults } from "./http/fault";
import { createHttpServer } from "./http/server";
import { Jobs } from "./jobs";
import type { Judge } from "./judge/judge";
import { follow, includable, jobHandlers, operations } from "./operations/registry";
import { createPages } from "./pages/site";
import { deliveryWaitsMs } from "./parity";
import type { House } from "./store/run-unit";

export type SandboxOptions = {
  databaseUrl: string;
  host?: string;
  port?: number;
  /** Where browsers find the hosted pages, when something stands before them. */
  publicUrl?: string;
  /** Who is to get every event, with a secret both sides know. */
  endpoint?: OwnEndpoint;
  waitsMs?: readonly number[];
  /** Holds every answer and every event against the contract; without one nothing of it is loaded. */
  judge?: Judge;
};

export type Sandbox = {
  url: string;
  port: number;
  /** Resolves when everything that was to happen by itself has happened, deliveries included. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
};

/** A Stripe of one's own, on this machine only. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { databaseUrl, host = "127.0.0.1", port = 0, waitsMs = deliveryWaitsMs, judge } = options;
  requireLoopback("The Stripe sandbox", host);
  const [contract, sql] = await Promise.all([
    loadContract(),
    openStore({ databaseUrl, name: "Stripe sandbox", schema: join(import.meta.dirname, "store/schema.sql") }),
  ]);
  const clock = await Clock.open(sql, "stripe_sandbox.settings");
  const armed = new ArmedFaults();
  const surroundings = { contract, publicUrl: (options.publicUrl ?? "").replace(/\/+$/, "") };
  const post = new EventPost(sql, judge?.event);
  await post.takeOver();
  const deliveries = new Deliveries(post, waitsMs);
  const wake = () => {
    deliveries.wake();
    jobs.wake();
  };
  const house: House = { sql, surroundings, follow, written: wake, now: clock.now };
  const jobs = new Jobs({ ...house, written: () => deliveries.wake() }, jobHandlers);
  const api = createApi({ ...house, operations, includable, witness: judge?.witness });
  if (options.endpoint) await keepOwnEndpoint(house, options.endpoint);
  const consoleOf = consolePages({ armed, clock, operations });
  const control = createControl({ armed, clock, house, judge });
  const sites = [consoleGuard, control, await createPages(house, consoleOf)];
  const shownBelow = () => new URL(surroundings.publicUrl).pathname.replace(/\/$/, "");
  const server = createHttpServer({ api, sites, armed, shownBelow });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, done);
  });
  const { port: chosen } = server.address() as AddressInfo;
  const url = `http://${host}:${chosen}`;
  surroundings.publicUrl ||= url;
  wake();
  return {
    url,
    port: chosen,
    settled: async () => {
      await jobs.settled();
      await deliveries.settled();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await Promise.all([jobs.close(), deliveries.close()]);
      await sql.end({ timeout: 5 });
    },
  };
}
