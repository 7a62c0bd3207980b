import "server-only";
import type { Context } from "@/lib/context";
import { AppError, type ErrorCode } from "@/lib/errors";
import { openApiKey } from "@/lib/gate/api-key";
import { type ApiScope, may, type Permission, type Role } from "@/lib/gate/permissions";
import { type LimitName, spendAttempt } from "@/lib/gate/rate-limit";
import { openWorkspace, type Workspace } from "@/lib/gate/workspace";
import { translatorFor } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { countRefusal } from "@/lib/metrics/refusals";
import { observeRequest } from "@/lib/metrics/requests";
import { routes } from "./access";
import { assertSameOrigin } from "./request";
import { currentSession } from "./session";

type RoutePath = keyof typeof routes;
type KeyRoute = { [K in RoutePath]: (typeof routes)[K] extends `key:${string}` ? K : never }[RoutePath];
type MemberRoute = { [K in RoutePath]: (typeof routes)[K] extends Permission ? K : never }[RoutePath];

type Caller = { ctx: Context; workspace: Workspace };
type Handler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

const statuses: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  rate_limited: 429,
  gone: 410,
  unavailable: 503,
};

/** A route of the public API: the Bearer key says who asks, for which workspace and what they may. */
export function keyRoute(
  path: KeyRoute,
  spec: { limit?: LimitName },
  run: (caller: Caller, request: Request) => Promise<Response>,
): Handler<Record<string, never>> {
  const scope = routes[path].slice("key:".length) as ApiScope;
  return (request) =>
    answered(path, request, async (requestId) => {
      const now = new Date();
      const [, key = ""] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      if (!key) throw new AppError("unauthenticated", "api_key_missing");
      const caller = await openApiKey(key, scope, now, requestId);
      if (spec.limit) await spendAttempt(spec.limit, caller.ctx.workspaceId, now);
      return run(caller, request);
    });
}

/** Below the API's address even a wrong turn is answered in the API's own way, to whoever asks. */
export function missingRoute(path: RoutePath): (request: Request) => Promise<Response> {
  return (request) =>
    answered(path, request, async () => {
      throw new AppError("not_found");
    });
}

/** A route our own pages call with the session's cookie. */
export function memberRoute(
  path: MemberRoute,
  run: (caller: Caller & { role: Role }, request: Request) => Promise<Response>,
): Handler<{ workspace: string }> {
  return (request, { params }) =>
    answered(path, request, async () => {
      if (request.method !== "GET" && request.method !== "HEAD") assertSameOrigin(request.headers);
      const opened = await currentSession();
      if (!opened) throw new AppError("unauthenticated");
      const { workspace: slug } = await params;
      const member = await openWorkspace(opened, slug);
      if (!may(member.role, routes[path])) throw new AppError("forbidden");
      return run(member, request);
    });
}

/** The one place where an API refusal becomes a status and a body. */
async function answered(
  path: RoutePath,
  request: Request,
  work: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? "req_unknown";
  const started = performance.now();
  const response = await work(requestId).catch((error: unknown) => refusedResponse(path, error, requestId));
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-request-id", requestId);
  observeRequest(path, request.method, response.status, performance.now() - started);
  return response;
}

function refusedResponse(path: RoutePath, error: unknown, requestId: string): Response {
  const t = translatorFor("en", "errors");
  if (error instanceof AppError) {
    if (error.code === "forbidden" || error.code === "unauthenticated") countRefusal(path);
    const message = t(error.key as never, error.details.values as never);
    const param = error.details.field;
    const headers = retryHeaders(error);
    return Response.json(
      { error: { code: error.code, message, ...(param ? { param } : {}), request_id: requestId } },
      { status: statuses[error.code], headers },
    );
  }
  log.error({ request_id: requestId, route: path, err: error }, "route failed");
  const message = t("unexpected", { id: requestId });
  return Response.json({ error: { code: "unexpected", message, request_id: requestId } }, { status: 500 });
}

function retryHeaders(error: AppError): Record<string, string> {
  if (error.code === "unavailable") return { "retry-after": "2" };
  if (error.code === "rate_limited") return { "retry-after": String(60 * Number(error.details.values?.minutes ?? 1)) };
  if (error.code === "unauthenticated") return { "www-authenticate": "Bearer" };
  return {};
}
