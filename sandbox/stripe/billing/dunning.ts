import type { Sql } from "postgres";
import { invalid } from "../http/failure";
import { billing } from "../parity";
import type { Unit } from "../store/unit";

const outcomes = {
  subscription: ["cancel", "unpaid", "past_due"],
  invoice: ["open", "uncollectible"],
} as const;

export type AfterRetries = {
  subscription: (typeof outcomes.subscription)[number];
  invoice: (typeof outcomes.invoice)[number];
};

/** What becomes of a subscription, and of the invoice nobody paid, when the last attempt has failed. */
export async function afterRetries({ sql }: Pick<Unit, "sql">): Promise<AfterRetries> {
  const [kept] = await sql<{ value: AfterRetries }[]>`
    select value from stripe_sandbox.settings where name = 'after retries'`;
  return { ...billing.afterRetries, ...kept?.value };
}

export async function setAfterRetries(sql: Sql, given: Record<string, unknown>): Promise<AfterRetries> {
  const known = await afterRetries({ sql });
  const subscription = outcomes.subscription.find((one) => one === (given.subscription ?? known.subscription));
  const invoice = outcomes.invoice.find((one) => one === (given.invoice ?? known.invoice));
  if (!subscription || !invoice) {
    throw invalid(
      `Send {subscription: ${outcomes.subscription.join(" | ")}, invoice: ${outcomes.invoice.join(" | ")}}.`,
    );
  }
  await sql`
    insert into stripe_sandbox.settings (name, value)
    values ('after retries', ${JSON.stringify({ subscription, invoice })}::text::jsonb)
    on conflict (name) do update set value = excluded.value`;
  return { subscription, invoice };
}
