import type { Answer } from "../../shared/http/answer";
import { type Asked, holdsZeroByte } from "../../shared/http/asked";
import { coerce } from "../contract/coerce";
import type { Contract } from "../contract/schema";
import { newId } from "../store/ids";
import { type Reader, writeUnit } from "../store/rows";
import type { House } from "../store/run-unit";
import { inTransaction } from "../store/transaction";
import { Unit } from "../store/unit";
import { inWords } from "./answer";
import { apiVersion, inTodaysWords } from "./dialect";
import { expanded, type Includable } from "./expand";
import { Failure, failureBody, invalid, unsupported } from "./failure";
import type { Fault } from "./fault";
import { readForm } from "./form";
import { IdempotencyKeys, keepAnswer } from "./idempotency";
import type { Handler, Operations } from "./operation";
import { checkKey } from "./request";
import { type Match as Found, router } from "./router";
import { watched } from "./watched";

/** What a judge is told of each answer. */
export type Witness = (seen: {
  operation: string;
  version: string | undefined;
  params: unknown;
  status: number;
  body: object;
}) => void;

export type Api = (asked: Asked, fault?: Fault | null) => Promise<Answer>;

type Match = Found<Handler>;

type Parts = House & { operations: Operations; includable: Includable; witness?: Witness };

export function createApi(parts: Parts): Api {
  const match = router(parts.operations);
  const outside = outsideScope(parts.surroundings.contract.others);
  const keys = new IdempotencyKeys(parts.sql);

  return async (asked, fault = null) => {
    const request = newId("req");
    const version = first(asked.headers["stripe-version"]);
    const key = asked.method === "POST" ? first(asked.headers["idempotency-key"]) : undefined;
    const headers = headersOf(request, version, key);
    try {
      if (fault) refuseFor(fault);
      checkKey(asked.headers.authorization, asked.path.startsWith("/v1/payment_pages/"));
      for (const name of ["stripe-account", "stripe-context"]) {
        if (asked.headers[name] !== undefined) throw unsupported(`accounts other than its own, as ${name} names one`);
      }
      if (holdsZeroByte(asked)) throw invalid("The request holds a zero byte, which is part of no text.");
      const found = match(asked.method, asked.path);
      if (!found) throw outside(asked) ?? unknownAddress(asked);
      const kept = key === undefined ? null : await keys.start(key, asked);
      if (kept) return replayed(kept, headers);
      try {
        const { status, body } = await perform(
          parts,
          failing(found, fault),
          asked,
          { request, key: key ?? null },
          version,
        );
        return { status, body, headers };
      } finally {
        if (key !== undefined) keys.done(key);
      }
    } catch (error) {
      const failure = failureOf(error);
      return {
        status: failure.status,
        body: inWords(failureBody(failure, request)),
        headers: { ...headers, ...shouldRetry(failure) },
      };
    }
  };
}

function refuseFor({ kind }: Fault): void {
  if (kind === "conflict") {
    throw new Failure(409, "invalid_request_error", "The object was changed by another request. Try again.", {
      code: "lock_timeout",
    });
  }
  if (kind === "busy") throw new Failure(429, "invalid_request_error", "Too many requests.", { code: "rate_limit" });
}

function failing(found: Match, fault: Fault | null): Match {
  if (fault?.kind !== "error") return found;
  const handler = () =>
    Promise.reject(
      new Failure(500, "api_error", "Something went wrong on the sandbox's end, as it was told.", {}, true),
    );
  return { ...found, handler };
}

type Asker = { request: string; key: string | null };

async function perform(parts: Parts, found: Match, asked: Asked, asker: Asker, version: string | undefined) {
  const form = readForm(asked.method === "GET" || asked.method === "DELETE" ? joined(asked) : asked.body);
  const { expand, ...given } = paramsOf(
    parts.surroundings.contract,
    found.operation,
    inTodaysWords(found.operation, form, version),
  );
  const { params, refuseIgnored } = watched(given);
  const handle = (unit: Unit) => found.handler({ ids: found.ids, url: asked.path, params, unit });
  // An older dialect sends what has no meaning any more, and the pages' own address is nobody else's. What the answer
  // shows was not ignored, and one that only failed looked at nothing.
  const worded = ({ status, body }: { status: number; body: object }) => {
    const words = inWords(body);
    const judged = version !== undefined && found.operation in parts.surroundings.contract.operations;
    if (judged && status < 500) refuseIgnored();
    return words;
  };
  const unitOn = (sql: Reader) =>
    new Unit(sql, parts.surroundings, parts.now(), asker, asked.method === "GET" ? "to-show" : "to-change");

  if (asked.method === "GET") {
    const unit = unitOn(parts.sql);
    const body = await expanded(await handle(unit), expand, unit, parts.includable);
    const words = worded({ status: 200, body });
    parts.witness?.({ operation: found.operation, version, params: given, status: 200, body });
    return { status: 200, body: words };
  }
  const done = await inTransaction(parts.sql, async (sql) => {
    const unit = unitOn(sql);
    const { status, body } = await outcomeOf(asker.request, async () => {
      const answer = await followed(handle(unit), () => parts.follow(unit));
      return expanded(answer, expand, unit, parts.includable);
    });
    const words = worded({ status, body });
    await Promise.all([
      writeUnit(sql, unit),
      ...(asker.key ? [keepAnswer(sql, asker.key, asked, { status, body: words, request: asker.request })] : []),
    ]);
    return { status, body, words };
  });
  parts.written();
  parts.witness?.({ operation: found.operation, version, params: given, status: done.status, body: done.body });
  return { status: done.status, body: done.words };
}

/** What follows, follows a declined payment as well; a refusal leaves nothing to follow. */
async function followed<T>(work: Promise<T>, follow: () => Promise<void>): Promise<T> {
  const answer = await work.catch(async (error) => {
    if (error instanceof Failure && error.keepsWrites) await follow();
    throw error;
  });
  await follow();
  return answer;
}

/** A declined payment answers 402 and stays written; any other refusal takes back what was begun. */
async function outcomeOf(request: string, work: () => Promise<object>): Promise<{ status: number; body: object }> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    if (error instanceof Failure && error.keepsWrites)
      return { status: error.status, body: failureBody(error, request) };
    throw error;
  }
}

function paramsOf(contract: Contract, operation: string, form: ReturnType<typeof readForm>) {
  const schema = contract.operations[operation]?.params ?? { type: "object", additionalProperties: true };
  const params = coerce(contract, schema, form) as Record<string, unknown>;
  const expand = Array.isArray(params.expand) ? params.expand.map(String) : [];
  return { ...params, expand };
}

// The SDK writes a GET's parameters into the address, and those of a DELETE into either.
function joined({ query, body }: Asked): string {
  return [query, body].filter(Boolean).join("&");
}

function replayed(
  { status, body, request }: { status: number; body: string; request: string },
  headers: Record<string, string>,
): Answer {
  return { status, body, headers: { ...headers, "original-request": request, "idempotent-replayed": "true" } };
}

function headersOf(request: string, version: string | undefined, key: string | undefined): Record<string, string> {
  return {
    "content-type": "application/json",
    "cache-control": "no-cache, no-store",
    "request-id": request,
    "stripe-version": version ?? apiVersion,
    ...(key !== undefined && { "idempotency-key": key }),
  };
}

function shouldRetry(failure: Failure): Record<string, string> {
  if (failure.status === 409 || failure.status === 429) return { "stripe-should-retry": "true" };
  return failure.status >= 500 ? {} : { "stripe-should-retry": "false" };
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  console.error(error);
  return new Failure(500, "api_error", "The sandbox failed at this request; its log says why.");
}

/** An operation of Stripe's that is not answered here is told apart from an address that is nobody's. */
function outsideScope(others: readonly string[]): (asked: Asked) => Failure | null {
  const match = router(Object.fromEntries(others.map((operation) => [operation, null])));
  return ({ method, path }) => {
    const found = match(method, path);
    return found && unsupported(`${found.operation}; its README lists what it answers`);
  };
}

function unknownAddress({ method, path }: Asked): Failure {
  const hint = path.endsWith("/")
    ? "To list objects, leave out the trailing slash; to retrieve one, make sure that its id is not empty."
    : "The sandbox answers the part of the API that its README lists.";
  return new Failure(404, "invalid_request_error", `Unrecognized request URL (${method}: ${path}). ${hint}`);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
