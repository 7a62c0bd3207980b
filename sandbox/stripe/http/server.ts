import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, send } from "../../shared/http/answer";
import { type Asked, readRequest, TooLarge } from "../../shared/http/asked";
import { isLocal } from "../../shared/loopback";
import { below } from "../../shared/pages/sheet";
import { inWords } from "./answer";
import type { Api } from "./api";
import { Failure, failureBody, invalid } from "./failure";
import { type ArmedFaults, type Fault, parseFault } from "./fault";

/** Answers an address that is not the API's: a page, or the console. Null when it knows none. */
export type Site = (asked: Asked) => Promise<Answer | null>;

type Parts = {
  api: Api;
  sites: readonly Site[];
  armed: ArmedFaults;
  /** The path below which something else shows our pages, like `/sandbox`; empty when they stand alone. */
  shownBelow: () => string;
};

export function createHttpServer({ api, sites, armed, shownBelow }: Parts): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (response.headersSent) return response.destroy();
      const failure = failureOf(error);
      send(response, { status: failure.status, body: inWords(failureBody(failure, "")), headers: json });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocal(request.headers.host))
      throw new Failure(403, "invalid_request_error", "The sandbox answers on this machine only.");
    const asked = await readRequest(request);
    if (asked.path === "/healthz") return send(response, { status: 200, body: '{"ok":true}\n', headers: json });
    if (/^\/v[12]\//.test(asked.path)) return answerApi(asked, response);
    const path = shownBelow();
    const visited =
      path && asked.path.startsWith(`${path}/`) ? { ...asked, path: asked.path.slice(path.length) } : asked;
    for (const site of sites) {
      const found = await site(visited);
      if (found) return send(response, below(path, found));
    }
    const message = `Unrecognized request URL (${asked.method}: ${asked.path}).`;
    send(response, {
      status: 404,
      body: inWords(failureBody(new Failure(404, "invalid_request_error", message), "")),
      headers: json,
    });
  }

  async function answerApi(asked: Asked, response: ServerResponse): Promise<void> {
    const fault = faultOf(asked, armed);
    if (fault?.kind === "reset") return reset(response);
    if (fault?.kind === "slow") await sleep(fault.ms);
    const answered = await api(asked, fault);
    // After this point the work is done, and only the caller does not get to know of it.
    if (fault?.kind === "timeout") return;
    if (fault?.kind === "reset-after") return reset(response);
    send(response, fault?.kind === "malformed" ? { ...answered, body: answered.body.slice(0, -20) } : answered);
  }
}

const json = { "content-type": "application/json" };

function faultOf(asked: Asked, armed: ArmedFaults): Fault | null {
  const header = asked.headers["sandbox-fault"];
  return typeof header === "string" ? parseFault(header) : armed.take(asked.method, asked.path);
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof TooLarge) return invalid(error.message);
  console.error(error);
  return new Failure(500, "api_error", "The sandbox failed at this request; its log says why.");
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
