import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Described, Description, Schema } from "@/app/_api/openapi";
import { operations } from "@/app/_api/operations";
import { closeBooks, openStage, programWith, type Told } from "@/app/_api/testing";
import * as agents from "../agents/[id]/route";
import * as credits from "../credits/route";
import * as extend from "../holds/[id]/extend/route";
import * as release from "../holds/[id]/release/route";
import * as settle from "../holds/[id]/settle/route";
import * as holds from "../holds/route";
import * as ledger from "../ledger/route";
import * as numbers from "../numbers/[id]/route";
import * as quote from "../quote/route";
import * as rates from "../rates/route";
import * as returned from "../usage/[id]/return/route";
import * as usage from "../usage/route";
import * as usageCsv from "../usage.csv/route";
import { GET } from "./route";

type Handlers = Record<"GET" | "POST" | "PUT" | "PATCH", (request: Request) => Promise<Response>>;
const routes: Record<string, Handlers> = {
  "/v1/credits": credits,
  "/v1/usage": usage,
  "/v1/usage.csv": usageCsv,
  "/v1/usage/{id}/return": returned,
  "/v1/holds": holds,
  "/v1/holds/{id}/extend": extend,
  "/v1/holds/{id}/settle": settle,
  "/v1/holds/{id}/release": release,
  "/v1/quote": quote,
  "/v1/rates": rates,
  "/v1/ledger": ledger,
  "/v1/agents/{id}": agents,
  "/v1/numbers/{id}": numbers,
};

/** A request beside the example, for a status that the description promises. */
type Case = { status: number; at?: string; body?: unknown };

const sms = { id: "other", channel: "sms", to: "+244923000000" };
const voice = { channel: "voice", to: "+244923000000", seconds: 60 };
const tooDear = { ...sms, id: "dear", parts: 1000, channel: "sms", agent: "capped" };
const cases: Record<string, Case[]> = {
  readCredits: [],
  postUsage: [
    { status: 200, body: { ...sms, id: "msg-2026-06-24-0001" } },
    { status: 200, body: { events: [{ ...sms, id: "batch" }, tooDear] } },
    { status: 402, body: { ...tooDear, id: "dear 2" } },
    { status: 409, body: { ...sms, id: "msg-2026-06-24-0001", parts: 7 } },
    { status: 422, body: { ...sms, id: "old", occurred_at: "2020-01-01T00:00:00Z" } },
  ],
  returnUsage: [
    { status: 404, at: "/v1/usage/nothing/return" },
    { status: 409, at: "/v1/usage/dear/return" },
  ],
  listUsage: [{ status: 200, at: "/v1/usage?status=refused" }],
  exportUsage: [{ status: 200, at: "/v1/usage.csv?format=spreadsheet_pt&zone=Asia/Jakarta" }],
  openHold: [
    { status: 200, body: { ...voice, id: "call-7731" } },
    { status: 402, body: { ...tooDear, id: "dear 3" } },
    { status: 409, body: { ...sms, id: "call-7731" } },
    { status: 422, body: { ...sms, id: "old 2", occurred_at: "2020-01-01T00:00:00Z" } },
    { status: 200, body: { ...voice, id: "call-7732", agent: "capped" } },
    { status: 200, body: { ...voice, id: "call-7733" } },
  ],
  extendHold: [
    { status: 404, at: "/v1/holds/nothing/extend" },
    { status: 402, at: "/v1/holds/call-7732/extend", body: { seconds: 86_400 } },
    { status: 409, at: "/v1/holds/gone/extend" },
  ],
  settleHold: [
    { status: 200, at: "/v1/holds/call-7731/settle", body: { seconds: 95 } },
    { status: 409, at: "/v1/holds/call-7731/settle", body: { seconds: 1 } },
    { status: 404, at: "/v1/holds/nothing/settle" },
  ],
  releaseHold: [
    { status: 409, at: "/v1/holds/call-7731/release" },
    { status: 404, at: "/v1/holds/nothing/release" },
  ],
  quoteCampaign: [
    { status: 200, body: { lines: [{ channel: "sms", count: 10 }], reserve: true, id: "june" } },
    { status: 402, body: { lines: [{ channel: "sms", count: 1000 }], reserve: true, id: "july", agent: "capped" } },
    { status: 409, body: { lines: [{ channel: "sms", count: 11 }], reserve: true, id: "june" } },
    { status: 422, body: { lines: [{ channel: "ai", direction: "inbound", count: 1 }], reserve: true, id: "august" } },
  ],
  listRates: [],
  listLedger: [{ status: 200, at: "/v1/ledger?kind=hold" }],
  putAgent: [],
  putNumber: [],
};

/** What no single request brings about: the weather, a body too large to send in every test, and what others prove. */
const notHere = ["413", "429", "500", "503"];

let program: Awaited<ReturnType<typeof programWith>>;
/** Sends the examples, in their order, and nothing else: what they answer is one story. */
let teller: Awaited<ReturnType<typeof programWith>>;
let stranger: Awaited<ReturnType<typeof programWith>>;
let description: Description;

beforeAll(async () => {
  await openStage();
  program = await programWith(5_000);
  teller = await programWith(5_000);
  stranger = await programWith(0, ["webhooks:write"]);
  description = JSON.parse(await (await GET(new Request("http://localhost:3000/v1/openapi.json"))).text());
  const capped = { name: "Capped", monthly_limit: 50, at_limit: "stop" };
  await program.send(agents.PUT, "PUT", "/v1/agents/capped", { body: capped });
  await program.send(holds.POST, "POST", "/v1/holds", { body: { ...voice, id: "gone" } });
  await program.send(release.POST, "POST", "/v1/holds/gone/release");
});
afterAll(closeBooks);

const described = (): { path: string; method: keyof Handlers; it: Described }[] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method: method.toUpperCase() as keyof Handlers, it })),
  );

/** A schema of the document, with what it points to. */
function reader(schema: Schema): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: description.components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/")));
}

function assertAsDescribed(it: Described, told: Told): void {
  const answer = it.responses[String(told.status)];
  expect(answer, `${it.operationId} answers ${told.status}: ${told.text}`).toBeDefined();
  const [media = "", content] = Object.entries(answer?.content ?? {})[0] ?? [];
  const read = reader(content?.schema ?? {}).safeParse(media === "text/csv" ? told.text : told.body);
  expect(read.error?.issues ?? [], `${it.operationId} ${told.status}: ${told.text}`).toEqual([]);
  expect(told.headers.get("content-type")?.split(";")[0]).toBe(media);
}

describe("the description of the API", () => {
  it("has every operation, each with a case here and a route to send it to", () => {
    const found = described();
    expect(found.map(({ it }) => it.operationId)).toEqual(operations.map(({ id }) => id));
    expect(Object.keys(cases).sort()).toEqual(found.map(({ it }) => it.operationId).sort());
    expect(Object.keys(routes).sort()).toEqual(Object.keys(description.paths).sort());
  });

  it("gives requests that are what it says, and answers that are true", async () => {
    for (const { path, method, it } of described()) {
      const contract = operations.find(({ id }) => id === it.operationId);
      const example = contract?.example ?? {};
      const at = example.path ?? path;
      assertRequest(it, path, at, example.body);
      if (it.operationId === "releaseHold") {
        await teller.send(holds.POST, "POST", "/v1/holds", { body: { ...voice, id: "call-7732" } });
      }
      const told = await teller.send(sendTo(path, method), method, at, { body: example.body });
      expect(told.status, `${it.operationId}: ${told.text}`).toBe(200);
      assertAsDescribed(it, told);
      const answer = typeof example.answer === "string" ? told.text : told.body;
      expect(shown(answer), it.operationId).toEqual(shown(example.answer));
    }
  });

  it("shows what else a request may be answered, as it is answered", async () => {
    for (const { path, method, it } of described()) {
      const contract = operations.find(({ id }) => id === it.operationId);
      if (!contract?.further) continue;
      const fresh = await programWith(5_000);
      await fresh.send(sendTo(path, method), method, path, { body: contract.example.body });
      for (const { name, body, status, answer } of contract.further) {
        assertRequest(it, path, path, body);
        const told = await fresh.send(sendTo(path, method), method, path, { body });
        expect(told.status, `${name}: ${told.text}`).toBe(status);
        assertAsDescribed(it, told);
        expect(shown(told.body), name).toEqual(shown(answer));
        expect(it.responses[status]?.content["application/json"]?.examples?.[name]?.value).toEqual(answer);
        expect(it.requestBody?.content["application/json"].examples?.[name]?.value).toEqual(body);
      }
    }
    const { requestBody, responses } = description.paths["/v1/usage"]?.post ?? {};
    expect(Object.keys(requestBody?.content["application/json"].examples ?? {})).toEqual([
      "one",
      "batch",
      "duplicate",
      "refusal",
    ]);
    expect(Object.keys(responses?.["402"]?.content["application/json"]?.examples ?? {})).toEqual(["refusal"]);
  });

  it("names the scopes that some requests take beside the first, and those requests take them", async () => {
    const beside = described().flatMap(({ it }) =>
      it.security.slice(1).map(({ apiKey }) => [it.operationId, ...apiKey]),
    );
    expect(beside).toEqual([
      ["listUsage", "usage:read", "recipients:read"],
      ["exportUsage", "usage:read", "recipients:read"],
      ["quoteCampaign", "credits:read", "holds:write"],
    ]);
    for (const { it } of described()) {
      for (const { apiKey } of it.security.slice(1))
        for (const scope of apiKey) expect(it.description).toContain(`\`${scope}\``);
    }
    const reader = await programWith(10, ["credits:read"]);
    const body = { lines: [{ channel: "sms", count: 1 }], reserve: true, id: "june" };
    expect((await reader.send(quote.POST, "POST", "/v1/quote", { body })).status).toBe(403);
  });

  it("groups its operations, and describes each group", () => {
    const groups = description.tags.map(({ name }) => name);
    expect(new Set(groups).size).toBe(groups.length);
    expect([...new Set(described().flatMap(({ it }) => it.tags))]).toEqual(groups);
    for (const { it } of described()) expect(it.tags, it.operationId).toHaveLength(1);
  });

  it("answers every other request as it says", async () => {
    for (const { path, method, it } of described()) {
      const at = operations.find(({ id }) => id === it.operationId)?.example.path ?? path;
      for (const { status, at: place = at, body } of cases[it.operationId] ?? []) {
        const answer = await program.send(sendTo(path, method), method, place, { body });
        expect(answer.status, `${it.operationId}: ${answer.text}`).toBe(status);
        assertAsDescribed(it, answer);
      }
    }
  });

  it("promises no status that is never met", async () => {
    for (const { path, method, it } of described()) {
      const at = (operations.find(({ id }) => id === it.operationId)?.example.path ?? path).split("?")[0] ?? path;
      const wrong = await Promise.all([
        program.send(sendTo(path, method), method, at, { key: "nothing" }),
        stranger.send(sendTo(path, method), method, at),
        ...(it.requestBody
          ? [
              program.send(sendTo(path, method), method, at, { body: { colour: "red" } }),
              program.send(sendTo(path, method), method, at, { body: {}, type: "text/plain" }),
            ]
          : []),
        program.send(sendTo(path, method), method, `${at}?colour=red`),
        program.send(patchTo(path), "PATCH", at),
      ]);
      for (const told of wrong) assertAsDescribed(it, told);
      for (const { status, headers } of wrong) {
        for (const name of Object.keys(it.responses[status]?.headers ?? {})) expect(headers.get(name)).not.toBeNull();
      }
      expect(Object.keys(it.responses["405"]?.headers ?? {})).toEqual(["Allow"]);
      const met = [
        200,
        ...wrong.map(({ status }) => status),
        ...(cases[it.operationId] ?? []).map(({ status }) => status),
      ];
      const promised = Object.keys(it.responses).filter((status) => !notHere.includes(status));
      expect(
        promised.filter((status) => !met.includes(Number(status))),
        it.operationId,
      ).toEqual([]);
    }
  });
});

function sendTo(path: string, method: keyof Handlers) {
  const handler = routes[path]?.[method];
  if (!handler) throw new Error(`nobody answers ${method} ${path}`);
  return handler;
}

const patchTo = (path: string) => sendTo(path, "PATCH");

function assertRequest(it: Described, path: string, at: string, body: unknown): void {
  const url = new URL(at, "http://localhost");
  const given = url.pathname.split("/");
  path.split("/").forEach((segment, i) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const parameter = it.parameters.find((one) => one.in === "path" && one.name === name);
    if (name) expect(reader(parameter?.schema ?? { not: {} }).safeParse(given[i]).success, at).toBe(true);
    else expect(given[i]).toBe(segment);
  });
  for (const name of url.searchParams.keys()) {
    const parameter = it.parameters.find((one) => one.in === "query" && one.name === name);
    expect(parameter, `${it.operationId} describes ${name}`).toBeDefined();
  }
  if (body === undefined) expect(it.requestBody?.required ?? false, it.operationId).toBe(false);
  else {
    const read = reader(it.requestBody?.content["application/json"].schema ?? {}).safeParse(body);
    expect(read.error?.issues ?? [], it.operationId).toEqual([]);
  }
}

/** What differs from one run to the next, by its kind; of a card, which is long, one rate. */
function shown(value: unknown, name = ""): unknown {
  if (Array.isArray(value) && name === "rates") return shown(value.filter(({ id }) => id === "sms.outbound.AO"));
  if (Array.isArray(value)) return value.map((item) => shown(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item, key)]));
  }
  if (typeof value !== "string") return value;
  if (value.includes("\r\n")) return value.split(/,|\r\n/).map((cell) => shown(cell));
  if (name === "next_cursor") return "a cursor";
  return value
    .replace(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|\+01:00))?$/, "a time")
    .replace(/(key|card|req)_[0-9a-z]{26}/, "a $1");
}
