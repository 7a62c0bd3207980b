import type { Sql } from "postgres";
import { KeptPost } from "../shared/deliveries/kept-post";
import type { Parcel } from "../shared/deliveries/post-office";
import { signatureAt } from "../shared/deliveries/sign";
import type { Trouble } from "../shared/deliveries/trouble";

export type Callback = { url: string; secret: string };

type Due = { id: string; event: object; tried: number };

/** The callbacks that wait, in the database of the bank. They all go to one address; while there is none they wait. */
export class CallbackPost extends KeptPost {
  private constructor(
    sql: Sql,
    private target: Callback | null,
    private trouble: Trouble,
  ) {
    super(sql, "bank_sandbox.deliveries");
  }

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

  async take(most: number): Promise<Parcel[]> {
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
        return { body, headers: { "bank-signature": signatureAt(at, body, [target.secret], trouble) } };
      },
    }));
  }

  async isLost({ id }: Parcel): Promise<boolean> {
    if (!this.trouble.drop) return false;
    await this.makeTrouble({ ...this.trouble, drop: this.trouble.drop - 1 });
    await this.sql`update bank_sandbox.deliveries set state = 'dropped' where id = ${id}`;
    return true;
  }

  override async nextInMs(): Promise<number | null> {
    return this.target ? super.nextInMs() : null;
  }

  private async keep(name: string, value: object): Promise<void> {
    await this.sql`
      insert into bank_sandbox.settings (name, value) values (${name}, (${JSON.stringify(value)}::text)::jsonb)
      on conflict (name) do update set value = excluded.value`;
  }
}
