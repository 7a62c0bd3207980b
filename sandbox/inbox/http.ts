import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isLocal } from "../shared/loopback";
import type { Fault } from "./smtp";
import type { Mail, Store } from "./store";

type Faults = { get: () => Fault; set: (fault: Fault) => void };

export function httpServer(store: Store, faults: Faults): Server {
  return createServer((request, response) => {
    answer(request, response, store, faults).catch((error: unknown) => {
      json(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, store: Store, faults: Faults): Promise<void> {
  if (!isLocal(request.headers.host)) return json(response, 403, { error: "This inbox answers on this machine only." });
  const url = new URL(request.url ?? "/", "http://localhost");
  const filter = {
    to: url.searchParams.get("to") ?? undefined,
    subject: url.searchParams.get("subject") ?? undefined,
    after: url.searchParams.get("after") ?? undefined,
  };
  const [, collection, id, part] = url.pathname.split("/");

  if (url.pathname === "/healthz") return json(response, 200, { ok: true });
  if (url.pathname === "/faults") return setFault(request, response, faults);
  if (collection !== "messages") return json(response, 404, { error: "Not found" });
  if (request.method === "DELETE" && !id) {
    await store.clear();
    return json(response, 200, { ok: true });
  }
  if (request.method !== "GET") return json(response, 405, { error: "Method not allowed" });
  if (!id) return json(response, 200, store.list(filter).map(summary));
  if (id === "wait") {
    const mail = await store.wait(filter, waitingTime(url.searchParams.get("timeout")));
    return mail ? json(response, 200, mail) : json(response, 404, { error: "No such mail came in time" });
  }
  const mail = store.find(id);
  if (!mail) return json(response, 404, { error: "Not found" });
  if (part === "html") return html(response, mail);
  return json(response, 200, mail);
}

function summary({ id, receivedAt, from, to, subject, envelope }: Mail) {
  return { id, receivedAt, from, to, subject, envelope };
}

async function setFault(request: IncomingMessage, response: ServerResponse, faults: Faults): Promise<void> {
  if (request.method === "PUT") {
    const mode = modeOf(await body(request));
    if (mode === undefined)
      return json(response, 400, { error: 'Send {"mode":"reject"}, {"mode":"slow"} or {"mode":null}' });
    faults.set(mode);
  }
  json(response, 200, { mode: faults.get() });
}

function modeOf(text: string): Fault | undefined {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    // What is no JSON is no mode; the caller is told what to send.
    return undefined;
  }
  const mode = typeof sent === "object" && sent !== null && "mode" in sent ? sent.mode : undefined;
  return mode === "reject" || mode === "slow" || mode === null ? mode : undefined;
}

async function body(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  return text;
}

function waitingTime(seconds: string | null): number {
  const asked = Number(seconds ?? 10);
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), 60) * 1_000 : 10_000;
}

/** A mail is somebody else's page: no script, no request, no form, whoever opens it and wherever. */
function html(response: ServerResponse, mail: Mail): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups",
    "x-content-type-options": "nosniff",
  });
  response.end(mail.html);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(`${JSON.stringify(value)}\n`);
}
