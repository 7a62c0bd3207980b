export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "conflict"
  | "rate_limited"
  | "gone"
  | "unavailable";

export type ErrorDetails = {
  /** The field the sentence is about, where there is one. */
  field?: string;
  /** Values the sentence names, e.g. how many minutes to wait. */
  values?: Record<string, string | number>;
};

/**
 * A refusal: ends the request and is translated in two places only, the form-action wrapper and the API wrapper.
 * `key` is a message of the `errors` namespace.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly key: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, key: string = code, details: ErrorDetails = {}) {
    super(`${code}: ${key}`);
    this.name = "AppError";
    this.code = code;
    this.key = key;
    this.details = details;
  }
}

/** A broken promise of ours: logged, answered with 500, caught by nobody. */
export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${promise}`);
}
