import type { Sql } from "postgres";
import type { Outcome, Parcel, PostOffice } from "../shared/deliveries/post-office";
import { signatureHeader } from "../shared/deliveries/sign";
import type { Trouble } from "../shared/deliveries/trouble";

export type Callback = { url: string; secret: string };

type Due = { id: string; event: object; tried: number };

/** The callbacks that wait, in the database of the bank. They all go to one address; while there is none they wait. */
export class CallbackPost implements PostOffice {
  private constructor(
    private readonly sql: Sql,
    private target: Callback | null,
    private trouble: Trouble,
  ) {}

  static async open(sql: Sql): Promise<CallbackPost> {
    const kept = await sql<{ name: string; value: object }[]>`
      select name, value from bank_sandbox.settings where name in ('callback', 'trouble')`;
    const found = new Map(kept.map(({ name, value }) => [name, value]));
    return new CallbackPost(sql, (found.get("callback") as Callback | undefined) ?? null, found.get("trouble") ?? {});
  }

  get callback(): Callback | null {
    return this.target;
  }

  get troubled(): Trouble {
    return this.trouble;
  }

  async callAt(target: Callback): Promise<void> {
    await this.keep("callback", target);
    this.target = target;
  }

  async makeTrouble(trouble: Trouble): Promise<void> {
    await this.keep("trouble", trouble);
    this.trouble = trouble;
  }

  takeOver = async (): Promise<void> => {
    await this
      .sql`update bank_sandbox.deliveries set taken_until = null where state = 'pending' and taken_until is not null`;
  };

  take = async (most: number): Promise<Parcel[]> => {
    const { target, trouble } = this;
    if (!target) return [];
    const due = await this.sql<Due[]>`
      with due as (
        select id from bank_sandbox.deliveries
        where state = 'pending' and due <= now() and (taken_until is null or taken_until < now())
        order by due, id limit ${most} for update skip locked
      )
      update bank_sandbox.deliveries d set taken_until = now() + interval '1 minute' from due where d.id = due.id
      returning d.id, d.event, jsonb_array_length(d.attempts) as tried`;
    return due.map(({ id, event, tried }) => ({
      id,
      url: target.url,
      tried,
      trouble,
      write: (at) => {
        const body = JSON.stringify(event);
        const second = Math.floor(at.getTime() / 1000) - (trouble.oldTimestamp ? 3_600 : 0);
        const secret = trouble.badSignature ? "of somebody else" : target.secret;
        return { body, headers: { "bank-signature": signatureHeader(body, [secret], second) } };
      },
    }));
  };

  isLost = async ({ id }: Parcel): Promise<boolean> => {
    if (!this.trouble.drop) return false;
    await this.makeTrouble({ ...this.trouble, drop: this.trouble.drop - 1 });
    await this.sql`update bank_sandbox.deliveries set state = 'dropped' where id = ${id}`;
    return true;
  };

  note = async (outcomes: readonly Outcome[]): Promise<void> => {
    await this.sql`
      update bank_sandbox.deliveries d
      set state = o.state, taken_until = null, due = now() + o."waitMs" * interval '1 millisecond',
        attempts = d.attempts || o.attempt
      from jsonb_to_recordset((${JSON.stringify(outcomes)}::text)::jsonb)
        as o (id bigint, state text, "waitMs" float, attempt jsonb)
      where d.id = o.id`;
  };

  nextInMs = async (): Promise<number | null> => {
    if (!this.target) return null;
    const [next] = await this.sql<{ ms: number | null }[]>`
      select (extract(epoch from min(greatest(due, taken_until)) - now()) * 1000)::float as ms
      from bank_sandbox.deliveries where state = 'pending'`;
    return next?.ms ?? null;
  };

  private async keep(name: string, value: object): Promise<void> {
    await this.sql`
      insert into bank_sandbox.settings (name, value) values (${name}, (${JSON.stringify(value)}::text)::jsonb)
      on conflict (name) do update set value = excluded.value`;
  }
}
