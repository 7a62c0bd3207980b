import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Clock } from "../shared/clock";
import { Deliveries } from "../shared/deliveries/deliveries";
import { send } from "../shared/http/answer";
import { readRequest, TooLarge } from "../shared/http/asked";
import { isLocal, requireLoopback } from "../shared/loopback";
import { openStore } from "../shared/open-store";
import { pageSecret } from "../shared/pages/page-secret";
import { Tokens } from "../shared/pages/tokens";
import { answerApi, json } from "./api";
import { type Callback, CallbackPost } from "./callback-post";
import { answerControl } from "./control";
import { Ledger } from "./ledger";
import { answerPage } from "./pages";
import { Refusal } from "./refusal";

export type BankOptions = {
  databaseUrl: string;
  host?: string;
  port?: number;
  /** The one key that is taken; any test key when it is not set. */
  key?: string;
  callback?: Callback;
  waitsMs?: readonly number[];
};

export type BankStandIn = { url: string; settled: () => Promise<void>; close: () => Promise<void> };

const usualWaitsMs = [10_000, 5 * 60_000, 60 * 60_000];

/** A bank of one's own, with virtual accounts that somebody has to pay into by hand. */
export async function createBank(options: BankOptions): Promise<BankStandIn> {
  const { databaseUrl, host = "127.0.0.1", port = 0, key, callback, waitsMs = usualWaitsMs } = options;
  requireLoopback("The bank stand-in", host);
  const schema = join(import.meta.dirname, "schema.sql");
  const sql = await openStore({ databaseUrl, name: "bank stand-in", schema });
  const clock = await Clock.open(sql, "bank_sandbox.settings");
  const post = await CallbackPost.open(sql);
  if (callback) await post.callAt(callback);
  await post.takeOver();
  const deliveries = new Deliveries(post, waitsMs);
  const ledger = new Ledger(sql, clock, () => deliveries.wake());
  const tokens = new Tokens(await pageSecret(sql, "bank_sandbox.settings"));
  const wake = async () => {
    await ledger.expire();
    deliveries.wake();
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => send(response, refused(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocal(request.headers.host)) throw new Refusal(403, "not_local", "The bank answers on this machine only.");
    const asked = await readRequest(request);
    if (asked.path === "/healthz") return send(response, json(200, { ok: true }));
    const found =
      (await answerApi(ledger, key, asked)) ??
      (await answerControl({ post, clock, wake }, asked)) ??
      (await answerPage({ ledger, tokens }, asked));
    send(response, found ?? refused(new Refusal(404, "not_found", `Nothing is at ${asked.path}.`)));
  }

  // Whoever asks sees at once what has expired; who does not ask is told within some seconds.
  let looking: Promise<void> = Promise.resolve();
  const expiry = setInterval(() => {
    looking = ledger.expire().catch((error) => console.error(error));
  }, 5_000);
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, done);
  });
  await wake();
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    settled: () => deliveries.settled(),
    close: async () => {
      clearInterval(expiry);
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await looking;
      await deliveries.close();
      await sql.end({ timeout: 5 });
    },
  };
}

function refused(error: unknown) {
  if (error instanceof TooLarge) return refused(new Refusal(413, "too_large", error.message));
  if (error instanceof Refusal) {
    const { status, code, message, param } = error;
    return json(status, { error: { code, message, ...(param && { param }) } });
  }
  console.error(error);
  return json(500, { error: { code: "internal", message: "The bank failed at this request; its log says why." } });
}
