import type { IncomingMessage } from "node:http";

const largestBody = 1_000_000;
const heardOut = 32_000_000;

/** What a request says before anything is made of it. */
export type Asked = { method: string; path: string; query: string; body: string; headers: IncomingMessage["headers"] };

export class TooLarge extends Error {}

export async function readRequest(request: IncomingMessage): Promise<Asked> {
  const { url: address = "/" } = request;
  const url = new URL(`http://sandbox${address.startsWith("/") ? address : "/"}`);
  return {
    method: request.method ?? "GET",
    path: pathOf(url),
    query: url.search.slice(1),
    body: await bodyOf(request),
    headers: request.headers,
  };
}

// Of the API an address that ends where an id should stand is no address; a page is the same with and without.
function pathOf({ pathname }: URL): string {
  return pathname.startsWith("/v1/") || pathname === "/" ? pathname : pathname.replace(/\/$/, "");
}

// What is too large is heard to its end, as long as it has one in sight: who is still sending hears no answer.
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > heardOut) break;
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) throw new TooLarge("The request is larger than the sandbox reads.");
  return Buffer.concat(chunks).toString("utf8");
}

/** A zero byte is part of no text: no database keeps one. */
export function holdsZeroByte({ path, query, body }: Asked): boolean {
  return [path, query, body].some((text) => /%00|\0/.test(text));
}

export function formOf({ body, headers }: Asked): URLSearchParams {
  const type = String(headers["content-type"] ?? "");
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? body : "");
}
