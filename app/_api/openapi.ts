import { z } from "zod";
import { type KeyRoute, scopeOf } from "@/app/_gate/access";
import { translatorFor } from "@/lib/i18n/translator";
import { type AnswerCode, always, answers, spending } from "./answers";
import type { Contract } from "./contract";
import { errorBody, refusedBody } from "./error-body";
import { operations } from "./operations";

export type Schema = { [name: string]: unknown };
export type Parameter = { name: string; in: "path" | "query"; required: boolean; description?: string; schema: Schema };
export type Described = {
  operationId: string;
  summary: string;
  description: string;
  security: { apiKey: string[] }[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: { "application/json": { schema: Schema; example?: unknown } } };
  responses: Record<
    string,
    { description: string; content: { "application/json": { schema: Schema; example?: unknown } } }
  >;
};
export type Description = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
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
  const { params, query, body, output, example } = contract;
  const scope = scopeOf(contract.path as KeyRoute, contract.method);
  const schemaOf = (schema: z.ZodType, io: "input" | "output") => schemaFor(schema, io, schemas);
  return {
    operationId: contract.id,
    summary: contract.summary,
    description: contract.about.join("\n\n"),
    security: [{ apiKey: [scope] }],
    parameters: [
      ...(params ? parametersOf(schemaOf(params, "input"), "path") : []),
      ...(query ? parametersOf(schemaOf(query, "input"), "query") : []),
    ],
    ...(body && {
      requestBody: {
        required: !contract.bodyMayBeEmpty,
        content: { "application/json": { schema: schemaOf(body, "input"), example: example.body } },
      },
    }),
    responses: {
      "200": {
        description: "Done.",
        content: { "application/json": { schema: schemaOf(output, "output"), example: example.answer } },
      },
      ...refusalsOf(contract, schemaOf),
    },
  };
}

function refusalsOf(contract: Contract, schemaOf: (schema: z.ZodType, io: "output") => Schema): Described["responses"] {
  const t = translatorFor("en", "api");
  const byStatus = new Map<number, AnswerCode[]>();
  for (const code of [...contract.answers, ...always]) {
    byStatus.set(answers[code], [...(byStatus.get(answers[code]) ?? []), code]);
  }
  const entries = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    entries.map(([status, codes]) => {
      const isOfEvents = codes.some((code) => spending.includes(code));
      const description = codes.map((code) => `\`${code}\`: ${t(`codes.${code}`)}`).join("\n");
      const schema = schemaOf(isOfEvents ? refusedBody : errorBody, "output");
      return [String(status), { description, content: { "application/json": { schema } } }];
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
