import "server-only";
import { refusalWhenAway } from "@/lib/database-away";
import { requestFacts } from "./request";

/**
 * Gives the document the refusal's status, so that its words can be drawn where the page would have been. Null where
 * that cannot be done or the error is none: then it is thrown on, for the framework to draw in the browser.
 */
export function answerRefusal(error: unknown): 403 | 404 | null {
  const status = statusOf(error);
  return status && answerWith(status) ? status : null;
}

/** Whether nobody could be answered now, because the database is away; the document then says so with its status too. */
export async function answerAway(error: unknown): Promise<boolean> {
  const { requestId, path } = await requestFacts();
  const [route = ""] = path.split("?");
  if (!refusalWhenAway(error, { request_id: requestId, route })) return false;
  answerWith(503);
  return true;
}

function answerWith(status: number): boolean {
  const here: unknown = Reflect.get(globalThis, Symbol.for("saldo.answerWith"));
  return typeof here === "function" && here(status) === true;
}

function statusOf(error: unknown): 403 | 404 | null {
  if (!error || typeof error !== "object" || !("digest" in error)) return null;
  if (error.digest === "NEXT_HTTP_ERROR_FALLBACK;403") return 403;
  return error.digest === "NEXT_HTTP_ERROR_FALLBACK;404" ? 404 : null;
}
