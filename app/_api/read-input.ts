import { z } from "zod";
import { complaint } from "./complaint";
import type { Contract } from "./contract";
import { readBody } from "./read-body";
import { Refusal } from "./refusal";

export type Input<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
};

const noQuery = z.strictObject({});

/** Everything an operation is given, as its contract wants it, or a refusal that names the first thing that is wrong. */
export async function readInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  contract: Pick<
    Contract<string, Params, Query, Body>,
    "path" | "params" | "query" | "body" | "formOf" | "bodyMayBeEmpty"
  >,
  request: Request,
): Promise<Input<Params, Query, Body>> {
  const url = new URL(request.url);
  const params = parse(contract.params, paramsOf(contract.path, url.pathname));
  const wanted = contract.query ?? noQuery;
  const query = parse(wanted, queryOf(wanted, sentQuery(request, url)));
  const given = contract.body ? await readBody(request) : undefined;
  if (contract.body && given === undefined && !contract.bodyMayBeEmpty) {
    throw new Refusal("invalid", { sentence: "problems.no_body" });
  }
  const form = contract.formOf?.(given) ?? contract.body;
  return { params, query, body: parse(form, given ?? {}) } as Input<Params, Query, Body>;
}

/** As it came in, which scripts/edge.mjs notes before the framework reads it. */
function sentQuery(request: Request, url: URL): URLSearchParams {
  const sent = request.headers.get("x-saldo-path");
  if (sent === null || !URL.canParse(sent, url)) return url.searchParams;
  return new URL(sent, url).searchParams;
}

function parse(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(given);
  if (!result.success) throw complaint(result.error);
  return result.data;
}

/** Read from the address itself: an id may hold slashes when they are written as %2F. */
function paramsOf(path: string, address: string): Record<string, string> {
  const said = address.split("/");
  const found = path.split("/").flatMap((segment, i) => {
    const [, name] = /^\[(\w+)\]$/.exec(segment) ?? [];
    return name ? [[name, decoded(said[i] ?? "", name)] as const] : [];
  });
  return Object.fromEntries(found);
}

function decoded(text: string, param: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal("invalid", { param, sentence: "problems.utf8" });
  }
}

/** What may be given several times is a list; anything else twice is a complaint of its schema, which wants one text. */
function queryOf(schema: z.ZodType, given: URLSearchParams): Record<string, unknown> {
  const lists = listsOf(schema);
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name);
      return [name, lists.has(name) || values.length > 1 ? values : values[0]];
    }),
  );
}

function listsOf(schema: z.ZodType): Set<string> {
  const shape = "shape" in schema ? (schema.shape as Record<string, z.ZodType>) : {};
  return new Set(Object.keys(shape).filter((name) => shape[name]?.safeParse([]).success));
}
