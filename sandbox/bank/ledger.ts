import { randomBytes, randomInt } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { Clock } from "../shared/clock";
import { type Account, type AccountRow, accountOf } from "./account";
import { type Bank, banks, takes } from "./banks";
import { Refusal } from "./refusal";

export type Wish = {
  external_id: string;
  bank: Bank;
  amount: number;
  currency: string;
  name?: string;
  /** Seconds since 1970. */
  expires?: number;
};

const usualLifeSeconds = 24 * 3_600;

/** The accounts and what was paid into them. What changes an account leaves its callback in the same transaction. */
export class Ledger {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    /** Called when something was written that others wait for. */
    private readonly written: () => void,
  ) {}

  /** The same wish again is the same account; another under the same name is a mistake of the caller's. */
  async open(wish: Wish): Promise<{ account: Account; isNew: boolean }> {
    const now = this.clock.now();
    const expires = wish.expires ?? now + usualLifeSeconds;
    if (expires <= now) throw new Refusal(400, "invalid", "The account would have expired already.", "expires_at");
    const [made] = await this.sql`
      insert into bank_sandbox.accounts (id, external_id, bank, number, name, amount, currency, created, expires)
      values (${newId("va")}, ${wish.external_id}, ${wish.bank}, ${numberAt(wish.bank)}, ${wish.name ?? null},
        ${wish.amount}, ${wish.currency}, ${now}, ${expires})
      on conflict (external_id) do nothing returning id`;
    const [account] = await this.read(this.sql, this.sql`where a.external_id = ${wish.external_id}`);
    if (!account) throw new Error("The account was not kept.");
    if (made) this.written();
    else if (!isSame(account, wish))
      throw new Refusal(409, "external_id_used", "This external_id belongs to another virtual account.", "external_id");
    return { account, isNew: made !== undefined };
  }

  async find(id: string): Promise<Account> {
    await this.expire();
    return this.must(this.sql, id);
  }

  async list({ status, limit = 50, after }: { status?: string; limit?: number; after?: string }): Promise<Account[]> {
    await this.expire();
    const { sql } = this;
    return this.read(
      sql,
      sql`where (${status ?? null}::text is null or a.status = ${status ?? null})
        and (${after ?? null}::text is null or a.seq < (select seq from bank_sandbox.accounts where id = ${after ?? null}))
        order by a.seq desc limit ${limit}`,
    );
  }

  async cancel(id: string): Promise<Account> {
    return this.change(id, async (sql, account) => {
      if (account.status === "canceled") return;
      if (account.status !== "pending")
        throw new Refusal(409, "not_pending", `The account is ${account.status} and can no longer be cancelled.`);
      await sql`update bank_sandbox.accounts set status = 'canceled' where id = ${id}`;
      await tell(sql, "virtual_account.canceled", await this.must(sql, id), this.clock.now());
    });
  }

  /**
   * A transfer. The wrong amount and the late one are taken like any other, and told: money that has left one bank has
   * arrived at the other. A closed account and a bank whose transfers are not taken leave it where it was. Whoever has
   * `seen` fewer payments than there are pays nothing: their page was sent twice.
   */
  async pay(id: string, given: { amount?: number; from?: Bank; seen?: number }): Promise<Account> {
    return this.change(id, async (sql, account) => {
      if (given.seen !== undefined && given.seen !== account.payments.length) return;
      const from = given.from ?? account.bank;
      if (!takes(account.bank, from))
        throw new Refusal(
          422,
          "bank_not_accepted",
          `${banks[account.bank].name} takes transfers from its own accounts only.`,
          "from_bank",
        );
      if (account.status === "canceled") throw new Refusal(422, "account_closed", "The account has been closed.");
      const now = this.clock.now();
      const amount = given.amount ?? account.amount;
      const payment = newId("pay");
      await sql`
        insert into bank_sandbox.payments (id, account, amount, from_bank, late, created)
        values (${payment}, ${id}, ${amount}, ${from}, ${account.status === "expired"}, ${now})`;
      if (account.status === "pending" && account.amount_received + amount >= account.amount)
        await sql`update bank_sandbox.accounts set status = 'paid' where id = ${id}`;
      await tell(sql, "virtual_account.payment_received", await this.must(sql, id), now, payment);
    });
  }

  /** Closes what nobody has paid in time. */
  async expire(): Promise<void> {
    const now = this.clock.now();
    const expired = await this.sql.begin(async (sql) => {
      const rows = await sql<{ id: string }[]>`
        update bank_sandbox.accounts set status = 'expired' where status = 'pending' and expires <= ${now} returning id`;
      for (const { id } of rows) await tell(sql, "virtual_account.expired", await this.must(sql, id), now);
      return rows.length;
    });
    if (expired) this.written();
  }

  private async change(id: string, work: (sql: TransactionSql, account: Account) => Promise<void>): Promise<Account> {
    await this.expire();
    const account = await this.sql.begin(async (sql) => {
      await sql`select 1 from bank_sandbox.accounts where id = ${id} for update`;
      await work(sql, await this.must(sql, id));
      return this.must(sql, id);
    });
    this.written();
    return account;
  }

  private async must(sql: Sql | TransactionSql, id: string): Promise<Account> {
    const [account] = await this.read(sql, sql`where a.id = ${id}`);
    if (!account) throw new Refusal(404, "not_found", `No such virtual account: ${id}`);
    return account;
  }

  private async read(sql: Sql | TransactionSql, which: ReturnType<Sql>): Promise<Account[]> {
    const rows = await sql<AccountRow[]>`
      select a.*, coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'amount', p.amount, 'from_bank', p.from_bank,
        'late', p.late, 'created', p.created) order by p.seq) from bank_sandbox.payments p where p.account = a.id), '[]') as payments
      from bank_sandbox.accounts a ${which}`;
    return rows.map(accountOf);
  }
}

async function tell(sql: TransactionSql, type: string, account: Account, now: number, payment?: string): Promise<void> {
  const event = {
    id: newId("evt"),
    type,
    created_at: new Date(now * 1000).toISOString(),
    data: {
      virtual_account: account,
      ...(payment && { payment: account.payments.find(({ id }) => id === payment) }),
    },
  };
  await sql`insert into bank_sandbox.deliveries (event) values ((${JSON.stringify(event)}::text)::jsonb)`;
}

function isSame(account: Account, wish: Wish): boolean {
  return (
    account.bank === wish.bank &&
    account.amount === wish.amount &&
    account.currency === wish.currency &&
    (wish.expires === undefined || Date.parse(account.expires_at) === wish.expires * 1000)
  );
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}

function numberAt(bank: Bank): string {
  const { prefix } = banks[bank];
  return prefix + Array.from({ length: 16 - prefix.length }, () => randomInt(10)).join("");
}
