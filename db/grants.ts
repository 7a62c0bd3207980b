export type Roles = { owner: string; app: string; worker: string };

type Run = (statement: string) => PromiseLike<unknown>;

/**
 * The one door to the job queue: callable inside anybody's transaction, while the queue's own tables stay closed to
 * the application.
 */
export const queueDoor = `
  create schema if not exists jobs;
  create or replace function jobs.enqueue(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts integer default null)
  returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    select graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at, max_attempts := max_attempts);
  $$;
  revoke all on function jobs.enqueue(text, json, text, timestamptz, integer) from public;
  create or replace function jobs.dead() returns table (id bigint, task text, attempts integer, last_error text, created_at timestamptz)
  language sql security definer set search_path = pg_catalog, pg_temp as $$
    select j.id, j.task_identifier, j.attempts::integer, j.last_error, j.created_at
    from graphile_worker.jobs j where j.attempts >= j.max_attempts and j.locked_at is null order by j.id;
  $$;
  revoke all on function jobs.dead() from public;
  create or replace function jobs.waiting() returns table (waiting bigint, oldest_seconds double precision)
  language sql security definer set search_path = pg_catalog, pg_temp as $$
    select count(*), coalesce(extract(epoch from now() - min(j.run_at)), 0)::double precision
    from graphile_worker.jobs j where j.attempts < j.max_attempts and j.locked_at is null and j.run_at <= now();
  $$;
  revoke all on function jobs.waiting() from public;
`;

/** Written once as history, never changed: no role but the owner could even try, and a trigger stops the owner too. */
export const appendOnly = [
  "audit_lines",
  "invoices",
  "journal",
  "lot_entries",
  "offers",
  "operator_lines",
  "plan_periods",
  "tax_rates",
  "usage_events",
  "usage_keys",
  "usage_returns",
  "usage_summaries",
];

/** Nobody but the function that takes rows out of the log says that they were. */
const functionWrites = ["usage_summaries"];

/** The end of a chain moves on and is never taken away, or nobody could tell a chain that was cut off from none; nor is a claim. */
const neverDeleted = ["adjustments", "audit_heads", "lot_claims", "operator_heads"];

/** A judge's findings are not for the judged to write, nor an offer for those it is made to. */
const workerWrites = [
  "audit_verdicts",
  "book_verdicts",
  "payment_checks",
  "payment_verdicts",
  "plans",
  "posted_marks",
  "posted_quarters",
];

/** The application may ask for these and no more. */
const workerChanges = ["book_checks"];

export async function grantTo(asOwner: Run, asWorker: Run, roles: Roles): Promise<void> {
  for (const role of new Set([roles.app, roles.worker])) {
    if (role !== roles.owner) await grantTables(asOwner, quoted(role));
    if (role !== roles.worker) {
      await asWorker(`grant usage on schema jobs to ${quoted(role)}`);
      await asWorker(`grant execute on all functions in schema jobs to ${quoted(role)}`);
    }
  }
  await divide(asOwner, roles);
}

/** What the worker may and the application may not; the owner may everything, so one role for all three stays whole. */
async function divide(asOwner: Run, { owner, app, worker }: Roles): Promise<void> {
  if (app !== owner && app !== worker) {
    for (const its of ["may_sweep()", "books.summarise_usage(text, timestamptz, integer)"]) {
      await asOwner(`revoke execute on function ${its} from ${quoted(app)}`);
    }
    for (const table of workerWrites) await asOwner(`revoke insert, update, delete on ${table} from ${quoted(app)}`);
    for (const table of workerChanges) await asOwner(`revoke update, delete, truncate on ${table} from ${quoted(app)}`);
  }
  if (worker !== owner) {
    for (const its of ["may_sweep()", "ensure_usage_months(date, date)"]) {
      await asOwner(`grant execute on function ${its} to ${quoted(worker)}`);
    }
  }
}

async function grantTables(asOwner: Run, role: string): Promise<void> {
  await asOwner(`grant usage on schema public, drizzle, books to ${role}`);
  await asOwner(`grant execute on all functions in schema books to ${role}`);
  await asOwner(`grant select on all tables in schema drizzle to ${role}`);
  await asOwner(`grant select, insert, update, delete on all tables in schema public to ${role}`);
  for (const table of appendOnly) await asOwner(`revoke update, delete, truncate on ${table} from ${role}`);
  for (const table of functionWrites) await asOwner(`revoke insert on ${table} from ${role}`);
  for (const table of neverDeleted) await asOwner(`revoke delete, truncate on ${table} from ${role}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
