import "server-only";
import { AppError } from "./errors";
import { log } from "./log";

const codes = new Set([
  // The network's, on the way to the server.
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  // The driver's, of a connection that was lost or never came about.
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  // The server's: it goes down, has crashed, comes up, or has as many connections as it takes.
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

const everyMs = 10_000;
const holder = globalThis as typeof globalThis & { saldoAway?: { toldAt: number; untold: number } };

/**
 * The refusal that stands for a database nobody can reach, or null for every other error. Nothing is broken on our side
 * then and everybody meets the same, so it is logged once in a while and not with each request.
 */
export function refusalWhenAway(
  error: unknown,
  facts: { request_id: string; route: string },
  now: number = performance.now(),
): AppError | null {
  const code = awayCode(error);
  if (code === null) return null;
  holder.saldoAway ??= { toldAt: Number.NEGATIVE_INFINITY, untold: 0 };
  const noted = holder.saldoAway;
  if (now - noted.toldAt >= everyMs) {
    log.error({ ...facts, code, refused_since: noted.untold }, "database not reached");
    holder.saldoAway = { toldAt: now, untold: 0 };
  } else noted.untold += 1;
  return new AppError("unavailable");
}

/** Whether nobody could be answered now, whatever they asked. */
export function isAway(error: unknown): boolean {
  return awayCode(error) !== null;
}

const deepest = 5;

/** Told by the error itself, by what caused it, or by one of several attempts. */
function awayCode(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > deepest) return null;
  if ("code" in error && typeof error.code === "string" && codes.has(error.code)) return error.code;
  const inner: unknown[] = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause];
  for (const one of inner) {
    const found = awayCode(one, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
