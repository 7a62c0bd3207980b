import "server-only";
import type { Sql, TransactionSql } from "postgres";
import type { WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { type LocalDay, localMonth, monthBounds } from "@/lib/time";
import { plainArray, readArray, textArray } from "./array-literal";
import type { Place } from "./place";
import type { PricedEvent } from "./priced-event";
import { type Duplicate, type Refused, refusalOf, refusalVerdict, type Verdict } from "./verdicts";

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

/**
 * What the caller believed and is no longer so: reload it and ask again. Agents and numbers that do not exist are named
 * all of them; `taken` is a hold's id that an older hold has.
 */
export type Stale = { stale: "place" | "rates" | "taken" | `agents:${string}` | `numbers:${string}` };

/** What was sent before under an id, as a hash, and what it was told. */
export type Remembered = { body: bigint; first: Duplicate["first"] };

export type Posted = { verdicts: Verdict[]; remembered: ReadonlyMap<PricedEvent, Remembered> };

/** One call to the database, which judges the events one after the other and writes what follows. */
export async function postUsage(sql: Sql | TransactionSql, posting: Posting): Promise<Posted | Stale> {
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

function verdictsOf(row: Answer, events: readonly PricedEvent[], resetOf: (event: PricedEvent) => Date | null): Posted {
  const read = (name: Column) => readArray(row[name]);
  const [amount, plan, promo, wallet, number] = [
    read("amount"),
    read("plan"),
    read("promo"),
    read("wallet"),
    read("number"),
  ];
  const [balance, short, limit] = [read("balance"), read("short"), read("lim")];
  const remembered = new Map<PricedEvent, Remembered>(seenBefore(row.seen, events));
  const verdicts = read("verdict").map((text, i): Verdict => {
    const verdict = Number(text);
    const before = events[i] && remembered.get(events[i]);
    if (before) return toldAgain(before, events[i]?.body);
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
  return { verdicts, remembered };
}

/** The same id with the same body is told the first answer again; with another body, that the id is taken. */
export function toldAgain({ body, first }: Remembered, sent: bigint | undefined): Verdict {
  return body === sent ? { status: "duplicate", first } : { status: "key_reused" };
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

function* seenBefore(seen: string | null, events: readonly PricedEvent[]): Generator<[PricedEvent, Remembered]> {
  if (!seen) return;
  for (const [ord, body, refusal, amount, plan, promo, wallet, number, balance, short, limit, resets] of JSON.parse(
    seen,
  ) as Seen[]) {
    const event = events[ord - 1];
    if (!event) continue;
    const balanceMicro = BigInt(balance ?? 0);
    const first: Remembered["first"] = refusal
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
    yield [event, { body: BigInt(body), first }];
  }
}

function bigintOrNull(text: string | null | undefined): bigint | null {
  return text == null ? null : BigInt(text);
}
