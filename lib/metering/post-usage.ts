import "server-only";
import type { Sql, TransactionSql } from "postgres";
import type { WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { type LocalDay, localMonth, monthBounds } from "@/lib/time";
import { type Field, plainArray, readRows, rowArray, text, textArray } from "./array-literal";
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
  const { events, place, apiKeyId } = posting;
  const book = indexOf(events, place.timeZone, apiKeyId);
  const [row] = await sql<[Answer]>`
    select stale, judged::text, seen
    from books.post_usage(${posting.workspaceId}, ${posting.now?.toISOString() ?? null}::timestamptz, ${`${place.timeZone} ${place.country}`},
      ${posting.rates}, ${apiKeyId}, ${posting.hold ?? null}, ${textArray(book.numbers)}::text[],
      ${rowArray(book.counters)}::text::books.counter[], ${plainArray(events.map(({ key }) => key))}::uuid[],
      ${rowArray(events.map((event, i) => fieldsOf(event, book.counted[i])))}::text::books.priced_event[])`;
  invariant(row, "a function answers with a row");
  if (row.stale) return { stale: row.stale };
  return verdictsOf(row, events, ({ day }) => monthEnd(monthOf(day), place.timeZone));
}

type Answer = { stale: Stale["stale"] | null; judged: string; seen: string | null };

/** In the order of books.priced_event. */
function fieldsOf(event: PricedEvent, counted: Counted | undefined): readonly Field[] {
  return [
    event.body,
    event.occurredAt?.toISOString(),
    event.day,
    event.refusal ? refusalVerdict(event.refusal) : 0,
    event.amountMicro ?? -1n,
    event.isTemplate,
    counted?.month,
    counted?.byKey,
    counted?.byAgent,
    counted?.through,
    text(event.externalId),
    event.channel,
    event.direction,
    event.kind,
    text(event.recipient),
    text(event.country),
    text(event.feature),
    text(event.agentId),
    text(event.numberId),
    text(event.usedBy),
    event.quantity,
    event.unit,
    event.rate?.priceMicro,
    text(event.rate?.id),
    text(event.reference),
    text(event.tags && JSON.stringify(event.tags)),
    event.claimedAt?.toISOString(),
  ];
}

function monthOf(day: LocalDay): LocalDay {
  return `${localMonth(day)}-01` as LocalDay;
}

const monthEnds = new Map<string, Date>();

/** The clocks of a zone take long to ask, and every event of a month asks the same. */
function monthEnd(period: LocalDay, zone: string): Date {
  const known = monthEnds.get(`${zone} ${period}`);
  if (known) return known;
  const { end } = monthBounds(localMonth(period), zone);
  if (monthEnds.size >= 10_000) monthEnds.clear();
  monthEnds.set(`${zone} ${period}`, end);
  return end;
}

type Counted = { month: number; byKey: number; byAgent: number; through: number };

/**
 * Every counter of a limit, named once: the months of the workspace, of the key, of the agents. Events point to them, and to
 * their number, by position; 0 is none.
 */
function indexOf(events: readonly PricedEvent[], timeZone: string, apiKeyId: string | null) {
  const numbers = new Positions();
  const periods = new Positions<LocalDay>();
  const ofAgents = new Positions();
  const byAgent: [agent: string, period: LocalDay][] = [];
  const found = events.map(({ agentId, numberId, day }) => {
    const period = monthOf(day);
    const month = periods.of(period);
    const agent = agentId === null ? 0 : ofAgents.of(`${month} ${agentId}`);
    if (agentId !== null && agent > byAgent.length) byAgent.push([agentId, period]);
    return { month, agent, through: numbers.of(numberId) };
  });
  const months = periods.list.length;
  const first = apiKeyId === null ? months : 2 * months;
  const counter = (scope: string, id: string, period: LocalDay): Field[] => [
    scope,
    text(id),
    period,
    monthEnd(period, timeZone).toISOString(),
  ];
  return {
    numbers: numbers.list,
    counters: [
      ...periods.list.map((period) => counter("workspace", "", period)),
      ...(apiKeyId === null ? [] : periods.list.map((period) => counter("key", apiKeyId, period))),
      ...byAgent.map(([agent, period]) => counter("agent", agent, period)),
    ],
    counted: found.map(
      ({ month, agent, through }): Counted => ({
        month,
        byKey: apiKeyId === null ? 0 : months + month,
        byAgent: agent === 0 ? 0 : first + agent,
        through,
      }),
    ),
  };
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

function verdictsOf(row: Answer, events: readonly PricedEvent[], resetOf: (event: PricedEvent) => Date): Posted {
  const remembered = new Map<PricedEvent, Remembered>(seenBefore(row.seen, events));
  const verdicts = readRows(row.judged).map((judged, i): Verdict => {
    const [verdict, , amount, plan, promo, wallet, number, balance, short, limit] = judged;
    const event = events[i];
    const before = event && remembered.get(event);
    if (before) return toldAgain(before, event.body);
    const balanceMicro = BigInt(balance ?? 0);
    const code = refusalOf(Number(verdict));
    if (!code) {
      const funds = {
        planMicro: BigInt(plan ?? 0),
        promoMicro: BigInt(promo ?? 0),
        walletMicro: BigInt(wallet ?? 0),
        numberMicro: BigInt(number ?? 0),
      };
      return { status: "charged", amountMicro: BigInt(amount ?? 0), funds, balanceMicro };
    }
    const limitMicro = bigintOrNull(limit);
    const resetsAt = event && limitMicro !== null ? resetOf(event) : null;
    return { status: "refused", code, shortByMicro: bigintOrNull(short), limitMicro, resetsAt, balanceMicro };
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
