import "server-only";
import { headers } from "next/headers";
import { env, isLoopback } from "@/lib/env";
import { AppError } from "@/lib/errors";

export type RequestFacts = {
  requestId: string;
  /** The peer, or what a trusted proxy in front said of it. */
  ip: string;
  userAgent: string | null;
  /** Path and query of the page, for the way back after signing in. */
  path: string;
  nonce: string;
  acceptLanguage: string | null;
};

export async function requestFacts(): Promise<RequestFacts> {
  const all = await headers();
  return {
    requestId: all.get("x-request-id") ?? "req_unknown",
    ip: callerAddress(all) ?? "unknown",
    userAgent: all.get("user-agent")?.slice(0, 400) ?? null,
    path: all.get("x-saldo-path") ?? "/",
    nonce: all.get("x-nonce") ?? "",
    acceptLanguage: all.get("accept-language"),
  };
}

/** The last of the list: what came before it is only what the caller says of itself. */
export function callerAddress(all: Pick<Headers, "get">): string | null {
  return all.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}

/**
 * Every change a cookie could authorise must come from a page of ours. An absent Origin is refused too: every browser
 * sends one with a POST.
 */
export function assertSameOrigin(all: Headers): void {
  const origin = all.get("origin");
  const site = all.get("sec-fetch-site");
  if (!origin || !isOurOrigin(origin) || (site !== null && site !== "same-origin")) {
    throw new AppError("forbidden", "origin");
  }
}

export function isOurOrigin(origin: string): boolean {
  const ours = new URL(env().APP_URL);
  if (origin === ours.origin) return true;
  if (!URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  return (
    isLoopback(ours.hostname) &&
    isLoopback(theirs.hostname) &&
    theirs.port === ours.port &&
    theirs.protocol === ours.protocol
  );
}
