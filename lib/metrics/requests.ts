import "server-only";
import { metrics } from "./registry";

/** `route` is the declared path, never the one that was asked for: labels must stay few. */
export function observeRequest(route: string, method: string, status: number, ms: number): void {
  metrics().httpDuration.observe({ route, method, status: String(status) }, ms / 1000);
}
