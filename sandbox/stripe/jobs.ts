import type { TransactionSql } from "postgres";
import { writeUnit } from "./store/rows";
import { type House, runUnit } from "./store/run-unit";
import { inTransaction } from "./store/transaction";
import { Unit } from "./store/unit";

export type DueJob = { subject: string; data: Record<string, unknown> };

/** What happens by itself, by the name it was scheduled under. */
export type JobHandlers = Record<string, (job: DueJob, unit: Unit) => Promise<void>>;

type Taken = DueJob & { id: string; kind: string; due: string; clock: string | null };

const nobody = { request: null, key: null };

/** Does what has fallen due, one job after the other in the order of their times, each with its effects or not at all. */
export class Jobs {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly house: House,
    private readonly handlers: JobHandlers,
  ) {}

  /** Looks at what is due on the sandbox's own clock, and again when the next thing is. */
  wake(): void {
    if (this.closed) return;
    this.round = (this.round ?? Promise.resolve()).then(() => this.runRound());
  }

  private async runRound(): Promise<void> {
    try {
      await this.runUntil(null, this.house.now());
      await this.advanceClocks();
      await this.sleepUntilNext();
    } catch (error) {
      // The database did not answer, or is being shut: what is due stays due.
      if (this.closed) return;
      console.error(error);
      this.timer = setTimeout(() => this.wake(), 1_000);
    }
  }

  /** Resolves when nothing is being done. */
  async settled(): Promise<void> {
    for (let seen: Promise<void> | null = null; seen !== this.round; ) {
      seen = this.round;
      await seen;
    }
  }

  /** Everything of one clock up to a moment of it; each job sees the time it was due at. */
  async runUntil(clock: string | null, until: number): Promise<void> {
    while (!this.closed && (await this.runNext(clock, until)));
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.round;
  }

  // A clock that was told to go on and has not arrived, also by a process that is gone.
  private async advanceClocks(): Promise<void> {
    const advancing = await this.house.sql<{ id: string; until: number }[]>`
      select id, (hidden ->> 'until')::float as until from stripe_sandbox.objects
      where kind = 'test_helpers.test_clock' and data ->> 'status' = 'advancing' order by seq`;
    for (const { id, until } of advancing) {
      // Nobody else's time stands still meanwhile.
      while (!this.closed && (await this.runNext(id, until))) await this.runUntil(null, this.house.now());
      const [failed] = await this.house.sql`
        select from stripe_sandbox.jobs where clock = ${id} and failed is not null limit 1`;
      await runUnit(this.house, until, async (unit) => {
        const clock = await unit.find("test_helpers.test_clock", id);
        if (!clock) return;
        clock.frozen_time = until;
        clock.status = failed ? "internal_failure" : "ready";
        clock.status_details = {};
        unit.announce(failed ? "test_helpers.test_clock.internal_failure" : "test_helpers.test_clock.ready", clock);
      });
    }
  }

  private async runNext(clock: string | null, until: number): Promise<boolean> {
    let taken: Taken | undefined;
    try {
      await inTransaction(this.house.sql, async (sql) => {
        [taken] = await sql<Taken[]>`
          delete from stripe_sandbox.jobs where id = (
            select id from stripe_sandbox.jobs
            where clock is not distinct from ${clock} and due <= ${until} and failed is null
            order by due, id limit 1 for update skip locked
          ) returning id, kind, subject, due, clock, data`;
        if (taken) await this.perform(taken, sql);
      });
    } catch (error) {
      if (!taken) throw error;
      await this.putAside(taken, error);
    }
    if (taken) this.house.written();
    return taken !== undefined;
  }

  private async perform(job: Taken, sql: TransactionSql): Promise<void> {
    const handler = this.handlers[job.kind];
    if (!handler) throw new Error(`Nobody does the job ${job.kind}.`);
    const unit = new Unit(sql, this.house.surroundings, Number(job.due), nobody, "to-change");
    await standAt(unit, job);
    await handler({ subject: job.subject, data: job.data }, unit);
    await this.house.follow(unit);
    await writeUnit(sql, unit);
  }

  private async putAside(job: Taken, error: unknown): Promise<void> {
    console.error(`${job.kind} of ${job.subject} failed.`, error);
    await this.house.sql`update stripe_sandbox.jobs set failed = ${String(error)} where id = ${job.id}`;
  }

  private async sleepUntilNext(): Promise<void> {
    const [next] = await this.house.sql<{ due: string | null }[]>`
      select min(due) as due from stripe_sandbox.jobs where clock is null and failed is null`;
    clearTimeout(this.timer);
    if (this.closed || next?.due == null) return;
    const seconds = Number(next.due) - this.house.now();
    this.timer = setTimeout(() => this.wake(), Math.max(0, Math.min(seconds, 60)) * 1000);
  }
}

/** What happens on a test clock finds the clock at the time it happens. */
async function standAt(unit: Unit, { clock: id, due }: Taken): Promise<void> {
  if (!id) return;
  const clock = await unit.get("test_helpers.test_clock", id);
  clock.frozen_time = Math.max(clock.frozen_time, Number(due));
  unit.clock = id;
}
