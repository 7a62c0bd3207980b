import { type Clock, furthestAtOnce } from "../../shared/clock";
import { afterRetries, setAfterRetries } from "../billing/dunning";
import { isPerson } from "../console/guard";
import { resendDelivery, resendEvent } from "../console/resend";
import { inWords } from "../http/answer";
import { Failure, invalid } from "../http/failure";
import type { ArmedFaults } from "../http/fault";
import type { Site } from "../http/server";
import type { Judge } from "../judge/judge";
import type { House } from "../store/run-unit";
import { rollSecret, setTrouble } from "./endpoints";

type Parts = {
  armed: ArmedFaults;
  clock: Clock;
  house: House;
  judge?: Judge;
};

/** Switches for tests and tools, as JSON; people find the same in the console. */
export function createControl({ armed, clock, house, judge }: Parts): Site {
  const actions: Record<string, (body: Record<string, unknown>) => Promise<object>> = {
    "GET /_sandbox/faults": async () => ({ armed: armed.list() }),
    "POST /_sandbox/faults": async ({ operation = "*", fault, times = 1 }) => {
      if (typeof operation !== "string" || typeof fault !== "string" || typeof times !== "number") {
        throw invalid("Send {operation, fault, times}.");
      }
      armed.arm({ operation, fault, times });
      return { armed: armed.list() };
    },
    "DELETE /_sandbox/faults": async () => {
      armed.clear();
      return { armed: [] };
    },
    "GET /_sandbox/clock": async () => ({ now: clock.now(), ahead: clock.ahead }),
    "POST /_sandbox/clock": async ({ advance_seconds: seconds }) => {
      if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 1) {
        throw invalid("Send {advance_seconds} as a whole number of at least 1.");
      }
      if (seconds > furthestAtOnce) throw invalid("The clock goes ten years at once at most.", "advance_seconds");
      await clock.moveAhead(seconds);
      house.written();
      return { now: clock.now(), ahead: clock.ahead };
    },
    "GET /_sandbox/dunning": () => afterRetries(house),
    "POST /_sandbox/dunning": (given) => setAfterRetries(house.sql, given),
    "POST /_sandbox/trouble": async ({ endpoint, ...trouble }) => setTrouble(house, idOf(endpoint), trouble),
    "POST /_sandbox/resend": async ({ event, delivery }) => {
      if (typeof event === "string") return resendEvent(house, event);
      if (typeof delivery !== "string") throw invalid("Send {event} or {delivery}.");
      return { event: await resendDelivery(house, delivery) };
    },
    "GET /_sandbox/violations": async () => ({
      judged: judge?.judged ?? null,
      violations: judge?.violations ?? [],
    }),
    "POST /_sandbox/secret": async ({ endpoint, expires_in_seconds: seconds = 86_400 }) => {
      if (typeof seconds !== "number") throw invalid("Send {endpoint, expires_in_seconds}.");
      return rollSecret(house, idOf(endpoint), seconds);
    },
  };
  return async (asked) => {
    const { method, path, body, headers } = asked;
    const action = actions[`${method} ${path}`];
    if (!action || isPerson(asked)) return null;
    // A page of another site can send JSON without being asked whether it may, but not without saying where it stands.
    if (headers.origin === "null") throw new Failure(403, "invalid_request_error", "Send this from this machine.");
    return {
      status: 200,
      body: inWords(await action(readJson(body))),
      headers: { "content-type": "application/json" },
    };
  };
}

function idOf(endpoint: unknown): string {
  if (typeof endpoint === "string") return endpoint;
  throw invalid("Send {endpoint}, the id of a webhook endpoint.", "endpoint");
}

function readJson(body: string): Record<string, unknown> {
  if (body === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("The body is not a JSON object.");
}
