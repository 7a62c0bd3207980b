import "server-only";
import type { Pool } from "pg";

export const beatEveryMs = 5_000;
/** Three beats missed. */
export const silentAfterSeconds = 15;

/**
 * Says that this worker lives, under the name by which the queue knows whose jobs are whose. All times are the
 * database's, so workers on machines with different clocks agree.
 */
export async function beat(pool: Pool, workerId: string): Promise<void> {
  await pool.query(
    `insert into public.worker_heartbeats (worker_id, started_at, seen_at) values ($1, now(), now())
     on conflict (worker_id) do update set seen_at = now()`,
    [workerId],
  );
}

export async function sayGoodbye(pool: Pool, workerId: string): Promise<void> {
  await pool.query("delete from public.worker_heartbeats where worker_id = $1", [workerId]);
}

/**
 * Frees the jobs of workers that fell silent; by itself the queue waits four hours. Just after a start of the database
 * nobody could have been heard, so nobody is taken for dead.
 */
export async function releaseAbandoned(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ worker_id: string }>(
    `with holders as (
       select distinct locked_by as worker_id from graphile_worker.jobs
       where locked_by is not null and locked_at < now() - make_interval(secs => $1)
     ), silent as (
       select worker_id from holders
       where not exists (
         select from public.worker_heartbeats b
         where b.worker_id = holders.worker_id and b.seen_at > now() - make_interval(secs => $1)
       ) and pg_postmaster_start_time() < now() - make_interval(secs => $1)
     ), freed as (
       select graphile_worker.force_unlock_workers(array_agg(worker_id)) from silent having count(*) > 0
     )
     select worker_id from silent, (select count(*) from freed) as done`,
    [silentAfterSeconds],
  );
  return rows.map((row) => row.worker_id);
}

/**
 * Frees what this worker holds without working on it: the database had given it the job, or had taken its end, when the
 * connection broke, and the answer never came.
 */
export async function releaseForgotten(pool: Pool, workerId: string, active: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null
     where locked_by = $1 and locked_at < now() - make_interval(secs => $2) and id <> all ($3::bigint[])
     returning id::text`,
    [workerId, silentAfterSeconds, active],
  );
  return rows.map((row) => row.id);
}
