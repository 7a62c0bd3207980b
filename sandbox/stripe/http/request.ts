import type { IncomingMessage } from "node:http";
import { Failure, invalid } from "./failure";

const largestBody = 1_000_000;

/** What a request says before anything is made of it. */
export type Asked = { method: string; path: string; query: string; body: string; headers: IncomingMessage["headers"] };

export async function readRequest(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  return {
    method: request.method ?? "GET",
    path: url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname,
    query: url.search.slice(1),
    body: await bodyOf(request),
    headers: request.headers,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) throw invalid("The request is larger than the sandbox reads.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Test keys only: whoever sends a live key has mixed up two places, and is told so before anything else happens. */
export function checkKey(authorization: string | undefined, publishableToo = false): void {
  const key = keyOf(authorization);
  if (!key) throw unauthorized("You did not provide an API key. Send it as `Authorization: Bearer sk_test_…`.");
  if (/^(sk|rk|pk)_live_/.test(key)) throw unauthorized("This is the sandbox: it takes no live keys.");
  const allowed = publishableToo ? /^(sk|rk|pk)_test_\w{3,}$/ : /^(sk|rk)_test_\w{3,}$/;
  if (!allowed.test(key)) throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(8)}`);
}

function keyOf(authorization: string | undefined): string | null {
  const [scheme, credentials = ""] = (authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer") return credentials;
  if (scheme?.toLowerCase() !== "basic") return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] || null;
}

function unauthorized(message: string): Failure {
  return new Failure(401, "invalid_request_error", message);
}
