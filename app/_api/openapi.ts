import { z } from "zod";
import { type KeyRoute, scopeOf } from "@/app/_gate/access";
import { invariant } from "@/lib/errors";
import { translatorFor } from "@/lib/i18n/translator";
import { type AnswerCode, always, answers, spending } from "./answers";
import type { Contract } from "./contract";
import { errorBody, refusedBody } from "./error-body";
import { groups } from "./groups";
import { operations } from "./operations";

export type Schema = { [name: string]: unknown };
export type Parameter = { name: string; in: "path" | "query"; required: boolean; description?: string; schema: Schema };
type Examples = Record<string, { summary: string; value: unknown }>;
type Told = { schema: Schema; example?: unknown; examples?: Examples };
type Json = { "application/json": Told };
type Answered = { "application/json"?: Told; "text/csv"?: Told };
export type Described = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: { apiKey: string[] }[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Json };
  responses: Record<string, { description: string; headers?: Record<string, Schema>; content: Answered }>;
};
export type Description = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { securitySchemes: Schema; schemas: Record<string, Schema> };
};

const made = new Map<string, Description>();

/** The API as OpenAPI 3.1, made once from the contracts by which it parses and answers. */
export function describeApi(url: string): Description {
  const known = made.get(url) ?? describeAll(url);
  made.set(url, known);
  return known;
}

function describeAll(url: string): Description {
  const schemas: Record<string, Schema> = {};
  const paths: Description["paths"] = {};
  for (const contract of operations) {
    const path = contract.path.replace(/\[(\w+)\]/g, "{$1}");
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: described(contract, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Saldo API",
      version: "1",
      description:
        "Prepaid credits: charge usage, hold and return credits, and read the balance, the usage log and the books. Amounts are JSON numbers, exact to six decimals.",
    },
    servers: [{ url: url.replace(/\/$/, "") }],
    tags: [...new Set(Object.values(groups))],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key of the workspace, like saldo_live_…" },
      },
      schemas,
    },
  };
}

function described(contract: Contract, schemas: Record<string, Schema>): Described {
  const { params, query, body, output, beside = [] } = contract;
  const scope = scopeOf(contract.path as KeyRoute, contract.method);
  const group = groups[contract.path.split("/")[2] ?? ""];
  invariant(group, `the operations of ${contract.path} have a group`);
  const schemaOf = (schema: z.ZodType, io: "input" | "output") => schemaFor(schema, io, schemas);
  return {
    operationId: contract.id,
    tags: [group.name],
    summary: contract.summary,
    description: [...contract.about, ...scopesIn(scope, beside)].join("\n\n"),
    security: [{ apiKey: [scope] }, ...beside.map((further) => ({ apiKey: [scope, further.scope] }))],
    parameters: [
      ...(params ? parametersOf(schemaOf(params, "input"), "path") : []),
      ...(query ? parametersOf(schemaOf(query, "input"), "query") : []),
    ],
    ...(body && {
      requestBody: {
        required: !contract.bodyMayBeEmpty,
        content: {
          "application/json": { schema: schemaOf(body, "input"), ...exampleOf(contract, "body") },
        },
      },
    }),
    responses: {
      "200": {
        description: "Done.",
        content: {
          [contract.media ?? "application/json"]: {
            schema: schemaOf(output, "output"),
            ...exampleOf(contract, "answer", 200),
          },
        },
      },
      ...refusalsOf(contract, schemaOf),
    },
  };
}

/** A scheme says which scopes there may be, and not when. */
function scopesIn(scope: string, beside: NonNullable<Contract["beside"]>): string[] {
  if (beside.length === 0) return [];
  const further = beside.map((one) => `; ${one.when} also \`${one.scope}\``);
  return [`Takes the scope \`${scope}\`${further.join("")}.`];
}

/** One example, or several with their names; an answer's are those of its status. */
function exampleOf({ example, further = [] }: Contract, side: "body" | "answer", status?: number) {
  const others = further.filter((one) => status === undefined || one.status === status);
  const isFirst = status === undefined || status === 200;
  if (others.length === 0) return isFirst ? { example: example[side] } : {};
  const named = others.map((one) => [one.name, { summary: one.summary, value: one[side] }] as const);
  return {
    examples: Object.fromEntries([
      ...(isFirst ? [["one", { summary: "One event", value: example[side] }] as const] : []),
      ...named,
    ]),
  };
}

const text = { schema: { type: "string" } };
const seconds = { schema: { type: "integer", minimum: 1 } };
const headersOf: Partial<Record<number, Record<string, Schema>>> = {
  401: { "WWW-Authenticate": text },
  405: { Allow: { ...text, description: "The methods this address answers to." } },
  429: { "Retry-After": { ...seconds, description: "For how many seconds to wait." } },
  503: { "Retry-After": { ...seconds, description: "For how many seconds to wait." } },
};

function refusalsOf(contract: Contract, schemaOf: (schema: z.ZodType, io: "output") => Schema): Described["responses"] {
  const t = translatorFor("en", "api");
  const byStatus = new Map<number, AnswerCode[]>();
  for (const code of [...contract.answers, ...always, "method_not_allowed"] as const) {
    byStatus.set(answers[code], [...(byStatus.get(answers[code]) ?? []), code]);
  }
  const entries = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    entries.map(([status, codes]) => {
      const isOfEvents = codes.some((code) => spending.includes(code));
      const description = codes.map((code) => `\`${code}\`: ${t(`codes.${code}`)}`).join("\n");
      const schema = schemaOf(isOfEvents ? refusedBody : errorBody, "output");
      const headers = headersOf[status];
      const content = { "application/json": { schema, ...exampleOf(contract, "answer", status) } };
      return [String(status), { description, ...(headers && { headers }), content }];
    }),
  );
}

function parametersOf(schema: Schema, place: Parameter["in"]): Parameter[] {
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.entries(schema.properties as Record<string, Schema>).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || (required.has(name) && rest.default === undefined),
    ...(typeof description === "string" && { description }),
    schema: rest,
  }));
}

/** What has a name of its own goes to the components, and is pointed to. */
function schemaFor(schema: z.ZodType, io: "input" | "output", schemas: Record<string, Schema>): Schema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
  const { $defs = {}, $schema: _, ...rest } = relinked(made) as Schema & { $defs?: Record<string, Schema> };
  for (const [name, definition] of Object.entries($defs)) schemas[name] = withoutId(definition);
  if (typeof rest.id !== "string") return rest;
  schemas[rest.id] = withoutId(rest);
  return { $ref: `#/components/schemas/${rest.id}` };
}

function withoutId({ id: _, ...definition }: Schema): Schema {
  return definition;
}

/** A format says what its pattern would, in one word. */
function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !(name === "pattern" && "format" in value));
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name,
      name === "$ref" && typeof item === "string" ? item.replace("#/$defs/", "#/components/schemas/") : relinked(item),
    ]),
  );
}
