import { invalid, missing } from "../http/failure";
import { type Kind, kindOfId, type Objects } from "./kinds";
import type { Row } from "./rows";
import type { Unit } from "./unit";

type Range = { gt?: number; gte?: number; lt?: number; lte?: number };

export type ListParams = {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: number | Range;
};

export type List<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

type Wanted = string | boolean | null;

/**
 * Members that must be equal, or must not, by path: `{ customer: "cus_…", "payment.type": "payment_intent" }`. Null is
 * what is empty, and undefined asks nothing.
 */
export type Conditions = Record<string, Wanted | { not: Wanted } | undefined>;

/** A page of objects, newest first. */
export async function listPage<K extends Kind>(
  unit: Unit,
  kind: K,
  conditions: Conditions,
  params: ListParams,
  url: string,
): Promise<List<Objects[K]>> {
  const limit = pageSize(params.limit);
  const { starting_after, ending_before, created } = params;
  oneCursor(params);
  const back = ending_before !== undefined;
  const rows = await readRows(unit, kind, conditions, {
    starting_after,
    ending_before,
    created,
    limit: limit + 1,
    back,
  });
  const page = rows.slice(0, limit);
  if (back) page.reverse();
  return { object: "list", data: unit.adopt(kind, page), has_more: rows.length > limit, url };
}

/** All of them, oldest first: what a rule needs to know, not what a page shows. */
export async function listAll<K extends Kind>(unit: Unit, kind: K, conditions: Conditions): Promise<Objects[K][]> {
  const read = unit.adopt(kind, await readRows(unit, kind, conditions, { back: true }));
  // What this unit made is not in the database yet, and what it changed may fit no longer.
  return [...read, ...unit.madeHere(kind)].filter((object) => fits(object, conditions));
}

function fits(object: object, conditions: Conditions): boolean {
  return Object.entries(conditions).every(([path, wanted]) => {
    if (wanted === undefined) return true;
    const found = path.split(".").reduce<unknown>((value, name) => (isNode(value) ? value[name] : undefined), object);
    const other = isNode(wanted) ? wanted.not : wanted;
    return (String(found ?? null) === String(other)) !== isNode(wanted);
  });
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function oneCursor({ starting_after, ending_before }: ListParams): void {
  if (starting_after === undefined || ending_before === undefined) return;
  throw invalid(
    "You can specify only one of these parameters: starting_after, ending_before.",
    "starting_after",
    "parameters_exclusive",
  );
}

export function pageSize(limit: number | undefined): number {
  if (limit === undefined) return 10;
  if (limit >= 1 && limit <= 100) return limit;
  const bound = limit < 1 ? "greater than or equal to 1" : "less than or equal to 100";
  throw invalid(`Invalid limit: must be ${bound}.`, "limit", "parameter_invalid_integer");
}

type Read = ListParams & { back: boolean };

async function readRows(unit: Unit, kind: Kind, conditions: Conditions, read: Read): Promise<Row[]> {
  const { sql } = unit;
  const cursor = read.starting_after ?? read.ending_before;
  const from = cursor === undefined ? null : await placeOf(unit, kind, cursor, read.back);
  const asked = Object.entries(conditions).filter(([, value]) => value !== undefined);
  const ids = asked.flatMap(([, value]) => (typeof value === "string" && kindOfId(value) ? [value] : []));
  const { gt, gte, lt, lte } = rangeOf(read.created);
  return sql<Row[]>`
    select id, kind, clock, data, hidden from stripe_sandbox.objects
    where kind = ${kind} and not hidden ? 'deleted'
      ${ids.length ? sql`and refs @> ${ids}` : sql``}
      ${asked.length ? asked.map(([path, value]) => conditionOf(sql, path, value ?? null)) : sql``}
      ${gt === undefined ? sql`` : sql`and (data ->> 'created')::bigint > ${gt}`}
      ${gte === undefined ? sql`` : sql`and (data ->> 'created')::bigint >= ${gte}`}
      ${lt === undefined ? sql`` : sql`and (data ->> 'created')::bigint < ${lt}`}
      ${lte === undefined ? sql`` : sql`and (data ->> 'created')::bigint <= ${lte}`}
      ${from === null ? sql`` : read.back ? sql`and seq > ${from}` : sql`and seq < ${from}`}
    order by ${read.back ? sql`seq asc` : sql`seq desc`}
    ${read.limit === undefined ? sql`` : sql`limit ${read.limit}`}
    ${unit.lock}`;
}

function conditionOf(sql: Unit["sql"], path: string, wanted: Wanted | { not: Wanted }) {
  const not = isNode(wanted);
  const value = not ? wanted.not : wanted;
  const member = sql`data #>> ${path.split(".")}`;
  if (value === null) return not ? sql`and ${member} is not null` : sql`and ${member} is null`;
  return not ? sql`and ${member} is distinct from ${String(value)}` : sql`and ${member} = ${String(value)}`;
}

async function placeOf(unit: Unit, kind: Kind, id: string, back: boolean): Promise<string> {
  const [row] = await unit.sql<{ seq: string }[]>`
    select seq from stripe_sandbox.objects where id = ${id} and kind = ${kind}`;
  if (!row) throw missing(kind.split(".").at(-1) ?? kind, id, back ? "ending_before" : "starting_after");
  return row.seq;
}

export function rangeOf(created: number | Range | undefined): Range {
  return typeof created === "number" ? { gte: created, lte: created } : (created ?? {});
}
