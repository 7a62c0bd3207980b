import "server-only";
import { metrics } from "./registry";

export function countRefusal(route: string): void {
  metrics().denied.inc({ route });
}

export type AuthFailure = "password" | "link" | "rate_limited" | "api_key" | "metrics_token" | "webhook_signature";

export function countAuthFailure(reason: AuthFailure): void {
  metrics().authFailures.inc({ reason });
}
