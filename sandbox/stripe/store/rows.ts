import type { Sql, TransactionSql } from "postgres";
import type { Announcement } from "../events/event";
import { type Kind, kindOfId } from "./kinds";
import type { Unit } from "./unit";

export type Row = {
  id: string;
  kind: Kind;
  clock: string | null;
  data: { id: string; object: string };
  hidden: Record<string, unknown>;
};

export type Job = { kind: string; subject: string; due: number; clock: string | null; data: object };

/** Writes what a unit changed: its objects, what it announced with a delivery for each endpoint that listens, its jobs. */
export async function writeUnit(sql: TransactionSql, unit: Unit): Promise<void> {
  const { rows, removed } = unit.changed();
  await Promise.all([
    ...(removed.length ? [sql`delete from stripe_sandbox.objects where id = any (${removed})`] : []),
    ...(rows.length ? [writeRows(sql, rows)] : []),
    ...(unit.announced.length ? [writeEvents(sql, unit)] : []),
    ...unit.called.map(
      ({ kind, subject }) => sql`delete from stripe_sandbox.jobs where subject = ${subject} and kind = ${kind}`,
    ),
    ...(unit.scheduled.length ? [writeJobs(sql, unit.scheduled)] : []),
  ]);
}

function writeRows(sql: TransactionSql, rows: Row[]) {
  const written = rows.map((row) => ({ ...row, refs: referencesOf(row.data) }));
  return sql`
    insert into stripe_sandbox.objects (id, kind, clock, refs, data, hidden)
    select r.id, r.kind, r.clock, array(select jsonb_array_elements_text(r.refs)), r.data, r.hidden
    from rows from (jsonb_to_recordset((${JSON.stringify(written)}::text)::jsonb)
      as (id text, kind text, clock text, refs jsonb, data jsonb, hidden jsonb)) with ordinality
      as r (id, kind, clock, refs, data, hidden, place)
    order by r.place
    on conflict (id) do update set clock = excluded.clock, refs = excluded.refs, data = excluded.data, hidden = excluded.hidden`;
}

function writeEvents(sql: TransactionSql, unit: Unit) {
  const events = unit.announced.map((announcement) => ({ ...announcement, data: wireEvent(announcement, unit) }));
  return sql`
    with told as (
      insert into stripe_sandbox.events (id, type, created, data)
      select e.id, e.type, e.created, e.data
      from rows from (jsonb_to_recordset((${JSON.stringify(events)}::text)::jsonb)
        as (id text, type text, created bigint, data jsonb)) with ordinality as e (id, type, created, data, place)
      order by e.place
      returning id, type, seq
    )
    insert into stripe_sandbox.deliveries (event, endpoint, due)
    select told.id, o.id, now()
    from told join stripe_sandbox.objects o on o.kind = 'webhook_endpoint' and o.data ->> 'status' = 'enabled'
      and (o.data -> 'enabled_events' ? told.type or o.data -> 'enabled_events' ? '*')
    order by told.seq`;
}

/** The event, as it is told; how many deliveries are open is known when it is. */
function wireEvent({ id, type, created, object, previous }: Announcement, { asker }: Unit) {
  return {
    id,
    object: "event",
    created,
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    request: { id: asker.request, idempotency_key: asker.key },
    type,
  };
}

function writeJobs(sql: TransactionSql, jobs: Job[]) {
  return sql`
    insert into stripe_sandbox.jobs (clock, due, kind, subject, data)
    select j.clock, j.due, j.kind, j.subject, j.data
    from jsonb_to_recordset((${JSON.stringify(jobs)}::text)::jsonb) as j (clock text, due bigint, kind text, subject text, data jsonb)`;
}

/** Every object an object speaks of, however deep. */
function referencesOf(data: object): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === "string" && kindOfId(value)) found.add(value);
    else if (value && typeof value === "object") for (const member of Object.values(value)) look(member);
  };
  look(data);
  return [...found];
}

export type Reader = Sql | TransactionSql;
