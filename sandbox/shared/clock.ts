import type { Sql } from "postgres";

/** Whoever names more seconds at once has named milliseconds. */
export const furthestAtOnce = 10 * 366 * 86_400;

/** A stand-in's own time: this machine's, and as far ahead of it as somebody has set it. */
export class Clock {
  private constructor(
    private readonly sql: Sql,
    /** The table of settings it is kept in. */
    private readonly table: string,
    private aheadSeconds: number,
  ) {}

  static async open(sql: Sql, table: string): Promise<Clock> {
    const [kept] = await sql<{ value: number }[]>`select value from ${sql(table)} where name = 'ahead'`;
    return new Clock(sql, table, kept?.value ?? 0);
  }

  /** Seconds since 1970. */
  now = (): number => Math.floor(Date.now() / 1000) + this.aheadSeconds;

  get ahead(): number {
    return this.aheadSeconds;
  }

  /** Time goes forward only: what has happened has happened. */
  async moveAhead(seconds: number): Promise<void> {
    const ahead = this.aheadSeconds + seconds;
    await this.sql`
      insert into ${this.sql(this.table)} (name, value) values ('ahead', ${ahead}::bigint::text::jsonb)
      on conflict (name) do update set value = excluded.value`;
    this.aheadSeconds = ahead;
  }
}
