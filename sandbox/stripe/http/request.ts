import { Failure } from "./failure";

/** Test keys only: whoever sends a live key has mixed up two places, and is told so before anything else happens. */
export function checkKey(authorization: string | undefined, publishableToo = false): void {
  const key = keyOf(authorization);
  if (!key) throw unauthorized("You did not provide an API key. Send it as `Authorization: Bearer sk_test_…`.");
  if (/^(sk|rk|pk)_live_/.test(key)) throw unauthorized("This is the sandbox: it takes no live keys.");
  const allowed = publishableToo ? /^(sk|rk|pk)_test_\w{3,}$/ : /^(sk|rk)_test_\w{3,}$/;
  if (!allowed.test(key)) throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(8)}`);
}

function keyOf(authorization: string | undefined): string | null {
  const [scheme, credentials = ""] = (authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer") return credentials;
  if (scheme?.toLowerCase() !== "basic") return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] || null;
}

function unauthorized(message: string): Failure {
  return new Failure(401, "invalid_request_error", message);
}
