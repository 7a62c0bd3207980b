import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { isOurOrigin, requestFacts } from "@/app/_gate/request";
import { nextAuthOptions, pathOf } from "@/lib/auth/next-auth-options";
import { env } from "@/lib/env";
import { observeRequest } from "@/lib/metrics/requests";

type Params = { params: Promise<{ nextauth: string[] }> };

/** What a program needs to sign in, ask who it is, and sign out. The library's other doors stay shut. */
const doors: Record<"GET" | "POST", readonly string[]> = {
  GET: ["csrf", "session", "providers", "signin", "signout", "error"],
  POST: ["callback/credentials", "signin/credentials", "signout", "session"],
};

async function answer(request: NextRequest, context: Params): Promise<Response> {
  const started = performance.now();
  const response = await answered(request, context);
  observeRequest("/api/auth/[...nextauth]", request.method, response.status, performance.now() - started);
  return response;
}

async function answered(request: NextRequest, context: Params): Promise<Response> {
  const { nextauth } = await context.params;
  const method = request.method === "POST" ? "POST" : "GET";
  if (!doors[method].includes(nextauth.join("/"))) return refusal(404, "not_found");
  const origin = request.headers.get("origin");
  if (origin !== null && !isOurOrigin(origin)) return refusal(403, "origin");
  const back = request.nextUrl.searchParams.get("callbackUrl");
  if (back !== null && pathOf(back, env().APP_URL) === null) return refusal(400, "callback_url");
  const response: Response = await NextAuth(request, context, nextAuthOptions(await requestFacts()));
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
  return response;
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code } }, { status, headers: { "cache-control": "private, no-store" } });
}

export { answer as GET, answer as POST };
