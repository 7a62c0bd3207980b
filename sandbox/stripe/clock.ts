import type { Sql } from "postgres";

/** The sandbox's own time: this machine's, and as far ahead of it as somebody has set it. */
export class Clock {
  private constructor(
    private readonly sql: Sql,
    private aheadSeconds: number,
  ) {}

  static async open(sql: Sql): Promise<Clock> {
    const [kept] = await sql<{ value: number }[]>`select value from stripe_sandbox.settings where name = 'ahead'`;
    return new Clock(sql, kept?.value ?? 0);
  }

  /** Seconds since 1970. */
  now = (): number => Math.floor(Date.now() / 1000) + this.aheadSeconds;

  get ahead(): number {
    return this.aheadSeconds;
  }

  /** Time goes forward only: what has happened has happened. */
  async moveAhead(seconds: number): Promise<void> {
    this.aheadSeconds += seconds;
    await this.sql`
      insert into stripe_sandbox.settings (name, value) values ('ahead', ${this.aheadSeconds}::int::text::jsonb)
      on conflict (name) do update set value = excluded.value`;
  }
}
