import { invalid } from "./failure";

/**
 * What can be made to go wrong with a request, by its header `Sandbox-Fault` or armed beforehand:
 * before the work `reset`, `conflict` (409), `busy` (429), `slow=2000`; in its place `error` (a 500, kept under its key);
 * after the work `timeout` (no answer ever), `reset-after`, `malformed`.
 */
export type Fault = { kind: (typeof faults)[number]; ms: number };

export const faults = ["reset", "conflict", "busy", "slow", "error", "timeout", "reset-after", "malformed"] as const;

export function parseFault(text: string): Fault {
  const [name, ms = "1000"] = text.split("=");
  const kind = faults.find((fault) => fault === name);
  if (!kind || !/^\d{1,6}$/.test(ms))
    throw invalid(`Unknown fault: ${text}. Known are ${faults.join(", ")}.`, "Sandbox-Fault");
  return { kind, ms: Number(ms) };
}

export type Armed = { operation: string; fault: string; times: number };

/** Faults that wait for their requests: `POST /v1/payment_intents`, or `*` for any. */
export class ArmedFaults {
  private armed: Armed[] = [];

  arm(next: Armed): void {
    parseFault(next.fault);
    this.armed.push({ ...next });
  }

  list(): readonly Armed[] {
    return this.armed;
  }

  clear(): void {
    this.armed = [];
  }

  /** The first that fits, which is thereby used once. */
  take(method: string, path: string): Fault | null {
    const fitting = this.armed.find(({ operation }) => fits(operation, method, path));
    if (!fitting) return null;
    fitting.times -= 1;
    this.armed = this.armed.filter(({ times }) => times > 0);
    return parseFault(fitting.fault);
  }
}

function fits(operation: string, method: string, path: string): boolean {
  if (operation === "*") return true;
  const [wantedMethod, wantedPath = ""] = operation.split(" ");
  const [wanted, given] = [wantedPath.split("/"), path.split("/")];
  return (
    wantedMethod === method &&
    wanted.length === given.length &&
    wanted.every((part, at) => part === "{}" || part === given[at])
  );
}
