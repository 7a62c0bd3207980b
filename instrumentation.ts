import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { watchProcess } = await import("@/lib/watch-process");
  watchProcess();
}

export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ log }, { failedRequest }] = await Promise.all([import("@/lib/log"), import("@/lib/failed-request")]);
  log.error(failedRequest(...failure), "request failed");
};
