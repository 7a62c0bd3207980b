import "server-only";
import type { Sql, TransactionSql } from "postgres";
import type { WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { type LocalDay, localMonth, monthBounds } from "@/lib/time";
import { plainArray, readArray, textArray } from "./array-literal";
import type { Place } from "./place";
import type { PricedEvent } from "./priced-event";
import { type Charged, type Refused, refusalOf, refusalVerdict, type Verdict } from "./verdicts";

export type Posting = {
  workspaceId: WorkspaceId;
  place: Pick<Place, "timeZone" | "country">;
  /** The version of the rates the events were priced by; seeds that price on their own leave it out. */
  rates: string | null;
  apiKeyId: string | null;
  /** Keys must differ. */
  events: readonly PricedEvent[];
  /** The effect of a hold: the one event is kept back instead of charged. */
  hold?: string;
  /** Tests and seeds own the clock; otherwise the database's counts. */
  now?: Date;
};

/** What the caller believed and is no longer so: reload it and ask again. */
export type Stale = { stale: "place" | "rates" | `agent:${string}` | `number:${string}` };

/** One call to the database, which judges the events one after the other and writes what follows. */
export async function postUsage(sql: Sql | TransactionSql, posting: Posting): Promise<Verdict[] | Stale> {
  const { events, place } = posting;
  const book = indexOf(events);
  const column = <T extends string | number | bigint | boolean | null>(pick: (event: PricedEvent) => T) =>
    plainArray(events.map(pick));
  const text = (pick: (event: PricedEvent) => string | null) => textArray(events.map(pick));
  const resets = book.periods.map((period) => monthBounds(localMonth(period), place.timeZone).end);
  const [row] = await sql<[Answer]>`
    select stale, verdict::text, amount::text, plan::text, promo::text, wallet::text, number::text, balance::text, short::text, lim::text, seen
    from books.post_usage(${posting.workspaceId}, ${posting.now?.toISOString() ?? null}::timestamptz, ${`${place.timeZone} ${place.country}`}, ${posting.rates}, ${posting.apiKeyId}, ${posting.hold ?? null},
      ${plainArray(book.periods)}::date[], ${plainArray(resets.map(quotedInstant))}::timestamptz[],
      ${textArray(book.agents)}::text[], ${textArray(book.numbers)}::text[],
      ${plainArray(book.slots.map(({ agent }) => agent))}::int[], ${plainArray(book.slots.map(({ period }) => period))}::int[],
      ${column(({ key }) => key)}::uuid[], ${column(({ body }) => body)}::bigint[],
      ${column(({ occurredAt }) => quotedInstant(occurredAt))}::timestamptz[], ${column(({ day }) => day)}::date[],
      ${column(({ refusal }) => (refusal ? refusalVerdict(refusal) : 0))}::smallint[],
      ${column(({ amountMicro }) => amountMicro ?? -1n)}::bigint[], ${column(({ isTemplate }) => isTemplate)}::boolean[],
      ${plainArray(book.periodOf)}::int[], ${plainArray(book.agentOf)}::int[], ${plainArray(book.slotOf)}::int[], ${plainArray(book.numberOf)}::int[],
      ${text(({ externalId }) => externalId)}::text[], ${column(({ channel }) => channel)}::text[], ${column(({ direction }) => direction)}::text[],
      ${column(({ kind }) => kind)}::text[], ${text(({ recipient }) => recipient)}::text[], ${text(({ country }) => country)}::text[],
      ${text(({ feature }) => feature)}::text[], ${text(({ usedBy }) => usedBy)}::text[], ${column(({ quantity }) => quantity)}::int[],
      ${column(({ unit }) => unit)}::text[], ${column(({ rate }) => rate?.priceMicro ?? null)}::bigint[], ${text(({ rate }) => rate?.id ?? null)}::text[],
      ${text(({ reference }) => reference)}::text[], ${text(({ tags }) => (tags ? JSON.stringify(tags) : null))}::jsonb[],
      ${column(({ claimedAt }) => quotedInstant(claimedAt))}::timestamptz[])`;
  invariant(row, "a function answers with a row");
  if (row.stale) return { stale: row.stale };
  return verdictsOf(row, events, (event) => resets[book.periods.indexOf(monthOf(event.day))] ?? null);
}

type Column = "verdict" | "amount" | "plan" | "promo" | "wallet" | "number" | "balance" | "short" | "lim";
type Answer = Record<Column, string> & { stale: Stale["stale"] | null; seen: string | null };

function quotedInstant(instant: Date | null): string | null {
  return instant && `"${instant.toISOString()}"`;
}

function monthOf(day: LocalDay): LocalDay {
  return `${localMonth(day)}-01` as LocalDay;
}

/** Agents, numbers, months and pairs of agent and month, each named once; events point to them by position, 0 for none. */
function indexOf(events: readonly PricedEvent[]) {
  const agents = new Positions();
  const numbers = new Positions();
  const periods = new Positions<LocalDay>();
  const pairs = new Positions();
  const slots: { agent: number; period: number }[] = [];
  const of = { agentOf: [] as number[], numberOf: [] as number[], periodOf: [] as number[], slotOf: [] as number[] };
  for (const { agentId, numberId, day } of events) {
    const period = periods.of(monthOf(day));
    const agent = agents.of(agentId);
    const slot = agent === 0 ? 0 : pairs.of(`${agent}:${period}`);
    if (slot > slots.length) slots.push({ agent, period });
    of.periodOf.push(period);
    of.agentOf.push(agent);
    of.slotOf.push(slot);
    of.numberOf.push(numbers.of(numberId));
  }
  return { agents: agents.list, numbers: numbers.list, periods: periods.list, slots, ...of };
}

class Positions<T extends string = string> {
  readonly list: T[] = [];
  readonly #known = new Map<T, number>();

  of(item: T | null): number {
    if (item === null) return 0;
    const known = this.#known.get(item);
    if (known) return known;
    this.list.push(item);
    this.#known.set(item, this.list.length);
    return this.list.length;
  }
}

function verdictsOf(
  row: Answer,
  events: readonly PricedEvent[],
  resetOf: (event: PricedEvent) => Date | null,
): Verdict[] {
  const read = (name: Column) => readArray(row[name]);
  const [amount, plan, promo, wallet, number] = [
    read("amount"),
    read("plan"),
    read("promo"),
    read("wallet"),
    read("number"),
  ];
  const [balance, short, limit] = [read("balance"), read("short"), read("lim")];
  const seen = new Map<number, Verdict>(seenBefore(row.seen, events));
  return read("verdict").map((text, i): Verdict => {
    const verdict = Number(text);
    const before = seen.get(i);
    if (before) return before;
    const balanceMicro = BigInt(balance[i] ?? 0);
    const code = refusalOf(verdict);
    if (!code) {
      const funds = {
        planMicro: BigInt(plan[i] ?? 0),
        promoMicro: BigInt(promo[i] ?? 0),
        walletMicro: BigInt(wallet[i] ?? 0),
        numberMicro: BigInt(number[i] ?? 0),
      };
      return { status: "charged", amountMicro: BigInt(amount[i] ?? 0), funds, balanceMicro };
    }
    const event = events[i];
    const limitMicro = bigintOrNull(limit[i]);
    const resetsAt = event && limitMicro !== null ? resetOf(event) : null;
    return { status: "refused", code, shortByMicro: bigintOrNull(short[i]), limitMicro, resetsAt, balanceMicro };
  });
}

type Seen = [
  ord: number,
  body: string,
  refusal: Refused["code"] | null,
  amount: string | null,
  plan: string | null,
  promo: string | null,
  wallet: string | null,
  number: string | null,
  balance: string | null,
  short: string | null,
  limit: string | null,
  resets: string | null,
];

function* seenBefore(seen: string | null, events: readonly PricedEvent[]): Generator<[number, Verdict]> {
  if (!seen) return;
  for (const [ord, body, refusal, amount, plan, promo, wallet, number, balance, short, limit, resets] of JSON.parse(
    seen,
  ) as Seen[]) {
    const i = ord - 1;
    if (BigInt(body) !== events[i]?.body) {
      yield [i, { status: "key_reused" }];
      continue;
    }
    const balanceMicro = BigInt(balance ?? 0);
    const first: Charged | Refused | { status: "held" } = refusal
      ? {
          status: "refused",
          code: refusal,
          shortByMicro: bigintOrNull(short),
          limitMicro: bigintOrNull(limit),
          resetsAt: resets === null ? null : new Date(resets),
          balanceMicro,
        }
      : amount === null
        ? { status: "held" }
        : {
            status: "charged",
            amountMicro: BigInt(amount),
            funds: {
              planMicro: BigInt(plan ?? 0),
              promoMicro: BigInt(promo ?? 0),
              walletMicro: BigInt(wallet ?? 0),
              numberMicro: BigInt(number ?? 0),
            },
            balanceMicro,
          };
    yield [i, { status: "duplicate", first }];
  }
}

function bigintOrNull(text: string | null | undefined): bigint | null {
  return text == null ? null : BigInt(text);
}
