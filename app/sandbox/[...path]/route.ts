import { env } from "@/lib/env";

/** What a buyer is shown: checkout, a bank's approval, portal, invoice, transfer and the papers. Never the API or the console. */
const hosted = /^\/(c|3ds|p|i|bank|receipts|credit-notes|assets)\//;

const asked = ["accept", "accept-language", "content-type"];
const answered = [
  "cache-control",
  "content-disposition",
  "content-security-policy",
  "content-type",
  "location",
  "referrer-policy",
  "x-content-type-options",
  "x-frame-options",
];

/**
 * The pages of the stand-in for Stripe, under our own address, so that a browser needs no other. Forms there prove with a
 * token where they come from; neither cookies nor anything else of our visitors is handed on.
 */
async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const target = pageOf(pathname, search);
  if (!target) return plain(404, "Not found");
  try {
    const { status, body, headers } = await fetch(target, {
      method: request.method,
      headers: only(asked, request.headers),
      body: request.body,
      ...(request.body && { duplex: "half" }),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(15_000)]),
    });
    return new Response(body, { status, headers: only(answered, headers) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return plain(503, "The sandbox that stands in for Stripe does not answer. Try again in a moment.");
  }
}

function pageOf(pathname: string, search: string): URL | null {
  const { STRIPE_API_URL: sandbox } = env();
  if (!sandbox) return null;
  const target = new URL(`.${pathname.slice("/sandbox".length)}${search}`, sandbox);
  return hosted.test(target.pathname) ? target : null;
}

function only(names: readonly string[], headers: Headers): Headers {
  const kept = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

function plain(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": "default-src 'none'",
      "cache-control": "no-store",
    },
  });
}

export { forward as GET, forward as POST };
