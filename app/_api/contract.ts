import type { z } from "zod";
import type { ApiScope } from "@/lib/gate/permissions";
import type { Answers } from "./answers";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * One operation of the API: what the wrapper parses and refuses by, and what the description and the reference page are
 * made from. `path` is the route's own, as app/_gate/access.ts names it.
 */
export type Contract<
  Path extends string = string,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: Method;
  path: Path;
  summary: string;
  /** Paragraphs. */
  about: readonly string[];
  params?: Params;
  query?: Query;
  body?: Body;
  /** Where the body may have several forms, the one that is meant: its complaints are then about that form alone. */
  formOf?: (body: unknown) => z.ZodType<z.output<Body>>;
  /** Nothing sent is the same as an empty object. */
  bodyMayBeEmpty?: boolean;
  output: Output;
  /** What the answer is written as, where that is not JSON. */
  media?: "text/csv";
  /** What else it answers with, beyond what every operation does. */
  answers: readonly (keyof Answers)[];
  /** Scopes that some of its requests take, beside the one that app/_gate/access.ts names. */
  beside?: readonly { scope: ApiScope; when: string }[];
  /** Sent and received as written here, with values that make a true request. */
  example: { path?: string; body?: unknown; answer?: unknown };
  /** Further ones that are sent after it, to the same books, in their order. */
  further?: readonly { name: string; summary: string; body: unknown; status: number; answer: unknown }[];
};

export function contract<
  const Path extends string,
  Output extends z.ZodType,
  Params extends z.ZodType = z.ZodType<undefined>,
  Query extends z.ZodType = z.ZodType<undefined>,
  Body extends z.ZodType = z.ZodType<undefined>,
>(made: Contract<Path, Params, Query, Body, Output>): Contract<Path, Params, Query, Body, Output> {
  return made;
}
