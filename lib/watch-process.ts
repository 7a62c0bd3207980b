import "server-only";
import { log } from "./log";
import { metrics } from "./metrics/registry";

/**
 * Counts what nobody caught. The process goes on: the server answers other people's requests, and the figure, which
 * must stay 0, is what wakes somebody.
 */
export function watchProcess(): void {
  process.on("uncaughtException", (error) => {
    metrics().uncaught.inc();
    log.error({ err: error }, "uncaught exception");
  });
  process.on("unhandledRejection", (reason) => {
    metrics().uncaught.inc();
    log.error({ err: reason instanceof Error ? reason : new Error(String(reason)) }, "unhandled rejection");
  });
}
