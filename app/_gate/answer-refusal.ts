import "server-only";

/**
 * Gives the document the refusal's status, so that its words can be drawn where the page would have been. Null where
 * that cannot be done or the error is none: then it is thrown on, for the framework to draw in the browser.
 */
export function answerRefusal(error: unknown): 403 | 404 | null {
  const status = statusOf(error);
  const answerWith: unknown = Reflect.get(globalThis, Symbol.for("saldo.answerWith"));
  return status && typeof answerWith === "function" && answerWith(status) === true ? status : null;
}

function statusOf(error: unknown): 403 | 404 | null {
  if (!error || typeof error !== "object" || !("digest" in error)) return null;
  if (error.digest === "NEXT_HTTP_ERROR_FALLBACK;403") return 403;
  return error.digest === "NEXT_HTTP_ERROR_FALLBACK;404" ? 404 : null;
}
