import "server-only";
import type { z } from "zod";
import { answers } from "@/app/_api/answers";
import type { Contract, Method } from "@/app/_api/contract";
import { type Sent, writeJson } from "@/app/_api/json";
import { type Input, readInput } from "@/app/_api/read-input";
import { Refusal } from "@/app/_api/refusal";
import type { Context } from "@/lib/context";
import { refusalWhenAway } from "@/lib/database-away";
import { AppError, type ErrorCode } from "@/lib/errors";
import { assertScope, openApiKey } from "@/lib/gate/api-key";
import { type ApiScope, may, type Permission, type Role } from "@/lib/gate/permissions";
import type { Viewer } from "@/lib/gate/viewer";
import { openWorkspace, type Workspace } from "@/lib/gate/workspace";
import { translatorFor } from "@/lib/i18n/translator";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { countRefusal } from "@/lib/metrics/refusals";
import { observeRequest } from "@/lib/metrics/requests";
import { type KeyRoute, type RoutePath, routes, scopeOf } from "./access";
import { assertSameOrigin, callerAddress } from "./request";
import { currentSession } from "./session";

type MemberRoute = { [K in RoutePath]: (typeof routes)[K] extends Permission ? K : never }[RoutePath];

type Caller = { ctx: Context; workspace: Workspace };
type Handler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;
type Call = Caller & {
  scopes: readonly string[];
  /** For what takes more than the operation's own scope. */
  demand: (scope: ApiScope) => void;
};

type Operation<Path extends string> = {
  contract: { method: Method; path: Path };
  answer: (call: Call, request: Request) => Promise<Response>;
};

/** What our own pages' routes may answer beyond the API's. */
const statuses: Record<ErrorCode, number> = { ...answers, conflict: 409, gone: 410 };

/** One operation as its contract describes it: what it is given is parsed, what it hands back is written as described. */
export function operation<
  Path extends KeyRoute,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(contract: Contract<Path, Params, Query, Body, Output>) {
  type Run = (call: Call & Input<Params, Query, Body>) => Promise<Sent<z.output<Output>>>;
  return (run: Run): Operation<Path> => ({
    contract,
    answer: async (call, request) => {
      const body = await run({ ...call, ...(await readInput(contract, request)) });
      return jsonResponse(body, 200);
    },
  });
}

/** One operation whose answer is a file, sent as it is read. */
export function download<Path extends KeyRoute, Params extends z.ZodType, Query extends z.ZodType>(
  contract: Contract<Path, Params, Query, z.ZodType, z.ZodType>,
) {
  type Run = (call: Call & Input<Params, Query, z.ZodType>, request: Request) => Promise<Response>;
  return (run: Run): Operation<Path> => ({
    contract,
    answer: async (call, request) => run({ ...call, ...(await readInput(contract, request)) }, request),
  });
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type ApiRoute = Record<(typeof methods)[number], (request: Request) => Promise<Response>>;

/** A route of the public API, for every method: the Bearer key says who asks, for which workspace and what they may. */
export function apiRoute<Path extends KeyRoute>(path: Path, operations: readonly Operation<Path>[]): ApiRoute {
  const wrong = wrongMethod(
    path,
    operations.map(({ contract }) => contract.method),
  );
  const handlers = methods.map((method) => {
    const wanted = method === "HEAD" ? "GET" : method;
    const found = operations.find(({ contract }) => contract.method === wanted);
    return [method, found ? keyHandler(path, found) : wrong] as const;
  });
  return Object.fromEntries(handlers) as ApiRoute;
}

function keyHandler<Path extends KeyRoute>(path: Path, { contract, answer }: Operation<Path>) {
  const scope = scopeOf(path, contract.method);
  return (request: Request) =>
    answered(path, request, async (requestId) => {
      const now = new Date();
      const [, key = ""] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      const caller = await openApiKey(key, scope, now, requestId, callerAddress(request.headers));
      const demand = (further: ApiScope) => assertScope(caller.scopes, further);
      return answer({ ...caller, demand }, request);
    });
}

function wrongMethod(path: RoutePath, allowed: readonly Method[]) {
  const allow = allowed.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
  return (request: Request) =>
    answered(path, request, async () => {
      throw new Refusal("method_not_allowed", { values: { methods: allow } });
    });
}

/** A route of the API that needs no key, such as its own description. */
export function openRoute(path: RoutePath, run: () => unknown): ApiRoute {
  const read = (request: Request) => answered(path, request, async () => jsonResponse(run(), 200));
  const wrong = wrongMethod(path, ["GET"]);
  const handlers = methods.map((method) => [method, method === "GET" || method === "HEAD" ? read : wrong] as const);
  return Object.fromEntries(handlers) as ApiRoute;
}

/** Below the API's address even a wrong turn is answered in the API's own way, to whoever asks. */
export function missingRoute(path: RoutePath): (request: Request) => Promise<Response> {
  return (request) =>
    answered(path, request, async () => {
      throw new AppError("not_found");
    });
}

/** A route our own pages call with the session's cookie. */
export function memberRoute<Params extends { workspace: string } = { workspace: string }>(
  path: MemberRoute,
  run: (caller: Caller & { role: Role; viewer: Viewer; params: Params }, request: Request) => Promise<Response>,
): Handler<Params> {
  return (request, { params }) =>
    answered(path, request, async () => {
      if (request.method !== "GET" && request.method !== "HEAD") assertSameOrigin(request.headers);
      const opened = await currentSession();
      if (!opened) throw new AppError("unauthenticated");
      const found = await params;
      const member = await openWorkspace(opened, found.workspace);
      if (!may(member.role, routes[path])) throw new AppError("forbidden");
      return run({ ...member, viewer: opened.viewer, params: found }, request);
    });
}

/** The one place where an API refusal becomes a status and a body. */
async function answered(
  path: RoutePath,
  request: Request,
  work: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const isApi = path.startsWith("/v1/");
  // Only what came through the proxy has an id that is ours.
  const requestId = (!isApi && request.headers.get("x-request-id")) || newId("req");
  const started = performance.now();
  const response = await work(requestId).catch((error: unknown) => refusedResponse(path, error, requestId));
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-request-id", requestId);
  if (isApi) response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  observeRequest(path, request.method, response.status, performance.now() - started);
  return response;
}

function refusedResponse(path: RoutePath, thrown: unknown, requestId: string): Response {
  if (thrown instanceof Refusal) return refusalResponse(thrown, requestId);
  const error = refusalWhenAway(thrown, { request_id: requestId, route: path }) ?? thrown;
  if (error instanceof AppError) return appErrorResponse(path, error, requestId);
  log.error({ request_id: requestId, route: path, err: error }, "route failed");
  const message = translatorFor("en", "errors")("unexpected", { id: requestId });
  return jsonResponse({ error: { code: "unexpected", message, request_id: requestId } }, 500);
}

function refusalResponse({ code, details }: Refusal, requestId: string): Response {
  const { param, sentence = `refusals.${code}`, values, beside } = details;
  const message = translatorFor("en", "api")(sentence as never, values as never);
  const error = { code, message, param, request_id: requestId };
  const headers: Record<string, string> = code === "method_not_allowed" ? { allow: String(values?.methods) } : {};
  return jsonResponse({ error, ...beside }, answers[code], headers);
}

function appErrorResponse(path: RoutePath, error: AppError, requestId: string): Response {
  const { code, details } = error;
  if (code === "forbidden" || code === "unauthenticated") countRefusal(path);
  const message = translatorFor("en", "errors")(error.key as never, details.values as never);
  return jsonResponse(
    { error: { code, message, param: details.field, request_id: requestId } },
    statuses[code],
    retryHeaders(error),
  );
}

function jsonResponse(body: unknown, status: number, headers: Record<string, string> = {}): Response {
  return new Response(writeJson(body), { status, headers: { "content-type": "application/json", ...headers } });
}

function retryHeaders(error: AppError): Record<string, string> {
  if (error.code === "unavailable") return { "retry-after": "2" };
  if (error.code === "rate_limited") {
    const { seconds, minutes = 1 } = error.details.values ?? {};
    return { "retry-after": String(seconds ?? 60 * Number(minutes)) };
  }
  if (error.code === "unauthenticated") return { "www-authenticate": "Bearer" };
  return {};
}
