import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { watchProcess } = await import("@/lib/watch-process");
  watchProcess();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const requestId = request.headers["x-request-id"];
  log.error(
    {
      request_id: Array.isArray(requestId) ? requestId[0] : requestId,
      route: context.routePath,
      kind: context.routeType,
      err: error,
    },
    "request failed",
  );
};
