import type { Instrumentation } from "next";

type Failure = Parameters<Instrumentation.onRequestError>;

/** What the log tells of a request that broke. `digest` is the reference its error page shows, by which support finds the line. */
export function failedRequest(error: Failure[0], request: Failure[1], context: Failure[2]) {
  const requestId = request.headers["x-request-id"];
  return {
    request_id: Array.isArray(requestId) ? requestId[0] : requestId,
    digest: digestOf(error),
    route: context.routePath,
    kind: context.routeType,
    err: error,
  };
}

function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
