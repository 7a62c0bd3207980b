// Preloaded into the web process: settles what a request says about its own origin before the framework reads it, and
// refuses what the framework would answer with a fault of ours.
// A caller could otherwise name any host, address or protocol it likes in headers that only a proxy of ours may set.
import { AsyncLocalStorage } from "node:async_hooks";
import { Server } from "node:http";

const ours = new URL(process.env.APP_URL ?? "http://localhost:3000");
const behindProxy = process.env.TRUSTED_PROXY === "1";
const isLoopback = (host) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
const onlyInside = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-middleware-subrequest",
  "x-nonce",
  "x-saldo-path",
];

export function settle(request) {
  const { headers, socket } = request;
  for (const name of onlyInside) delete headers[name];
  // The framework takes a query apart and leaves out a parameter called __proto__; the API refuses what it does not know.
  if (request.url?.startsWith("/v1/")) headers["x-saldo-path"] = request.url;
  const said = behindProxy ? headers["x-forwarded-for"]?.split(",").at(-1)?.trim() : undefined;
  headers["x-forwarded-for"] = said || (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  headers["x-forwarded-proto"] = ours.protocol.slice(0, -1);
  const host = headers.host ?? "";
  if (!(isLoopback(ours.host) && isLoopback(host))) headers.host = ours.host;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Here programs call, or a check of its own guards the form: pages of the sandbox tell nobody their origin and send a token. */
const notPages = /^\/((api\/auth|v1|webhooks)(\/|$)|sandbox\/[^/])/;
const formType = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)/i;

/** What is answered right here, or null for a request that may go on. Reads a settled request. */
export function refusalOf({ method, url, headers }) {
  const [path] = url.split("?");
  if (!methods.includes(method)) return { status: 405, sentence: "This method is not known here." };
  if (!isDecodable(path)) return { status: 400, sentence: "This address cannot be read. Check how it is written." };
  if (method !== "POST" || notPages.test(path)) return null;
  const isForm = "next-action" in headers || formType.test(headers["content-type"] ?? "");
  if (!isForm || !("origin" in headers) || isFromHere(headers)) return null;
  return { status: 403, sentence: "This form was sent from another site. Open the page again and retry." };
}

function isDecodable(path) {
  try {
    return decodeURIComponent(path) !== null;
  } catch {
    return false;
  }
}

function isFromHere({ origin, host }) {
  if (!URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  return theirs.host === host && theirs.protocol === ours.protocol;
}

function refuse(response, { status, sentence }) {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    ...(status === 405 && { allow: methods.join(", ") }),
  });
  response.end(`${sentence}\n`);
}

const answers = new AsyncLocalStorage();

/**
 * The framework gives a page no way to name its status except by a thrown refusal, whose document is empty until a
 * script fills it. Calls of the router and of actions are left alone: they read a refusal out of the answer itself.
 */
function answerWith(status) {
  const response = answers.getStore();
  if (!response || response.headersSent || "rsc" in response.req.headers) return false;
  if ("next-action" in response.req.headers) return false;
  response.statusCode = status;
  if (status === 503) response.setHeader("retry-after", "2");
  return true;
}
globalThis[Symbol.for("saldo.answerWith")] = answerWith;

/** Nor a way to say something after an answer's last byte, or that its body is compressed already. */
globalThis[Symbol.for("saldo.answer")] = () => answers.getStore() ?? null;

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...rest) {
  if (event === "request" || event === "upgrade") settle(rest[0]);
  const refusal = event === "request" ? refusalOf(rest[0]) : null;
  if (refusal) {
    refuse(rest[1], refusal);
    return true;
  }
  if (event !== "request") return emit.call(this, event, ...rest);
  return answers.run(rest[1], () => emit.call(this, event, ...rest));
};
