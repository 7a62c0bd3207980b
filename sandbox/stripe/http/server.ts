import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, inWords, send } from "./answer";
import type { Api } from "./api";
import { Failure, failureBody } from "./failure";
import { type ArmedFaults, type Fault, parseFault } from "./fault";
import { type Asked, readRequest } from "./request";

/** Answers an address that is not the API's: a page, or the console. Null when it knows none. */
export type Site = (asked: Asked) => Promise<Answer | null>;

export function createHttpServer(api: Api, sites: readonly Site[], armed: ArmedFaults): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (response.headersSent) return response.destroy();
      const failure = error instanceof Failure ? error : unexpected(error);
      send(response, { status: failure.status, body: inWords(failureBody(failure, "")), headers: json });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(request);
    if (asked.path.startsWith("/v1/")) return answerApi(asked, response);
    for (const site of sites) {
      const found = await site(asked);
      if (found) return send(response, found);
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

function unexpected(error: unknown): Failure {
  console.error(error);
  return new Failure(500, "api_error", "The sandbox failed at this request; its log says why.");
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
