import type { Sql } from "postgres";
import type { Outcome, Parcel, PostOffice } from "./post-office";

/** A post office in a table of a stand-in's own: what it knows of each delivery is the same for all of them. */
export abstract class KeptPost implements PostOffice {
  constructor(
    protected readonly sql: Sql,
    private readonly deliveries: string,
  ) {}

  abstract take(most: number): Promise<Parcel[]>;
  abstract isLost(parcel: Parcel): Promise<boolean>;

  async takeOver(): Promise<void> {
    const { sql } = this;
    await sql`update ${sql(this.deliveries)} set taken_until = null where state = 'pending' and taken_until is not null`;
  }

  async note(outcomes: readonly Outcome[]): Promise<void> {
    const { sql } = this;
    await sql`
      update ${sql(this.deliveries)} d
      -- What was given up while it was on its way is not tried again.
      set state = case when d.state = 'dropped' and o.state = 'pending' then 'dropped' else o.state end,
        taken_until = null, due = now() + o."waitMs" * interval '1 millisecond', attempts = d.attempts || o.attempt
      from jsonb_to_recordset((${JSON.stringify(outcomes)}::text)::jsonb)
        as o (id bigint, state text, "waitMs" float, attempt jsonb)
      where d.id = o.id`;
  }

  async nextInMs(): Promise<number | null> {
    const { sql } = this;
    const [next] = await sql<{ ms: number | null }[]>`
      select (extract(epoch from min(greatest(due, taken_until)) - now()) * 1000)::float as ms
      from ${sql(this.deliveries)} where state = 'pending'`;
    return next?.ms ?? null;
  }
}
