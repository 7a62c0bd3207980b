export type FailureType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

type Details = { code?: string; param?: string; declineCode?: string; more?: Record<string, unknown> };

/** An answer in Stripe's own form of an error; the SDK makes its error classes of status and type. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly type: FailureType,
    message: string,
    readonly details: Details = {},
    /** Whether what was written until here stays: a declined payment is a fact, a refused request is none. */
    readonly keepsWrites = false,
  ) {
    super(message);
  }

  /** The same refusal for a caller who wants nothing to have happened. */
  forgetting(): Failure {
    return new Failure(this.status, this.type, this.message, this.details);
  }
}

export function invalid(message: string, param?: string, code?: string): Failure {
  return new Failure(400, "invalid_request_error", message, { param, code });
}

/** A bad id in the address is 404, one in a parameter 400. */
export function missing(kind: string, id: string, param?: string): Failure {
  const message = `No such ${kind}: '${id}'`;
  return new Failure(param ? 400 : 404, "invalid_request_error", message, {
    code: "resource_missing",
    param: param ?? "id",
  });
}

export function unsupported(what: string, param?: string): Failure {
  return invalid(`Not supported by the sandbox: ${what}.`, param, "sandbox_unsupported");
}

export function failureBody(failure: Failure, requestId: string): object {
  const { code, param, declineCode, more } = failure.details;
  return {
    error: {
      type: failure.type,
      ...(code && { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}` }),
      ...(declineCode && { decline_code: declineCode }),
      message: failure.message,
      ...(param && { param }),
      ...more,
      request_log_url: `/_sandbox/requests/${requestId}`,
    },
  };
}
