import type Stripe from "stripe";
import { apiVersion } from "../http/dialect";
import { missing } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { oneCursor, pageSize, rangeOf } from "../store/list";
import type { Unit } from "../store/unit";

type Row = { data: object; pending: number };

export const events: Operations = {
  "GET /v1/events": operation<Stripe.EventListParams>(async ({ unit, params, url }) => {
    const limit = pageSize(params.limit);
    oneCursor(params);
    const rows = await readEvents(unit, params, limit + 1);
    const page = rows.slice(0, limit);
    if (params.ending_before) page.reverse();
    return { object: "list", data: page.map(shown), has_more: rows.length > limit, url };
  }),

  "GET /v1/events/{}": operation(async (call) => {
    const id = idOf(call);
    const [row] = await call.unit.sql<Row[]>`
      select e.data, ${pendingOf(call.unit)} as pending from stripe_sandbox.events e where e.id = ${id}`;
    if (!row) throw missing("event", id);
    return shown(row);
  }),
};

function shown({ data, pending }: Row): object {
  return { ...data, api_version: apiVersion, pending_webhooks: pending };
}

function pendingOf({ sql }: Unit) {
  return sql`(select count(*)::int from stripe_sandbox.deliveries d where d.event = e.id and d.state = 'pending')`;
}

async function readEvents(unit: Unit, params: Stripe.EventListParams, limit: number): Promise<Row[]> {
  const { sql } = unit;
  const back = params.ending_before !== undefined;
  const cursor = await placeOf(unit, params);
  const types = params.types ?? (params.type ? [params.type] : null);
  const exact = types?.filter((type) => !type.endsWith(".*")) ?? [];
  const begun = types?.filter((type) => type.endsWith(".*")).map((type) => `${type.slice(0, -1)}%`) ?? [];
  const { gt, gte, lt, lte } = rangeOf(params.created);
  const undelivered = sql`exists (
    select from stripe_sandbox.deliveries d where d.event = e.id and d.state <> 'delivered')`;
  return sql<Row[]>`
    select e.data, ${pendingOf(unit)} as pending from stripe_sandbox.events e
    where true
      ${types ? sql`and (e.type = any (${exact}) or e.type like any (${begun}))` : sql``}
      ${params.delivery_success === undefined ? sql`` : params.delivery_success ? sql`and not ${undelivered}` : sql`and ${undelivered}`}
      ${gt === undefined ? sql`` : sql`and e.created > ${gt}`}
      ${gte === undefined ? sql`` : sql`and e.created >= ${gte}`}
      ${lt === undefined ? sql`` : sql`and e.created < ${lt}`}
      ${lte === undefined ? sql`` : sql`and e.created <= ${lte}`}
      ${cursor === undefined ? sql`` : sql`and e.seq ${back ? sql`>` : sql`<`} ${cursor}`}
    order by e.seq ${back ? sql`asc` : sql`desc`} limit ${limit}`;
}

async function placeOf({ sql }: Unit, params: Stripe.EventListParams): Promise<string | undefined> {
  const id = params.starting_after ?? params.ending_before;
  if (id === undefined) return undefined;
  const [row] = await sql<{ seq: string }[]>`select seq from stripe_sandbox.events where id = ${id}`;
  if (!row) throw missing("event", id, params.starting_after === undefined ? "ending_before" : "starting_after");
  return row.seq;
}
