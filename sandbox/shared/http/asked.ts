import type { IncomingMessage } from "node:http";

const largestBody = 1_000_000;

/** What a request says before anything is made of it. */
export type Asked = { method: string; path: string; query: string; body: string; headers: IncomingMessage["headers"] };

export class TooLarge extends Error {}

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
    if (size > largestBody) throw new TooLarge("The request is larger than the sandbox reads.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function formOf({ body, headers }: Asked): URLSearchParams {
  const type = String(headers["content-type"] ?? "");
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? body : "");
}
