import fc from "fast-check";
import type { Agent, Event, Operation, Setting } from "./operations";

export type Step = { at: number; op: Operation };
export type History = { setting: Setting; steps: Step[] };

const start = Date.UTC(2026, 5, 24, 12);
const second = 1_000;
const [minute, hour, day] = [60 * second, 3_600 * second, 86_400 * second];
const credit = 1_000_000n;

const of = <T>(...choices: T[]) => fc.constantFrom(...choices);
const micro = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 14 }).map((count) => BigInt(count) * credit) },
  { weight: 2, arbitrary: of(credit / 2n, 3n * (credit / 2n), 7n * (credit / 2n)) },
  { weight: 1, arbitrary: of(1n, 333_333n, 2_000_001n, 3_999_999n) },
);
const limit = fc.option(micro, { freq: 2 });
const agent: fc.Arbitrary<Agent> = fc.record({
  limit,
  atLimit: of("stop", "use_wallet"),
  planGone: of("use_wallet", "use_wallet", "stop"),
  stopped: fc.nat(11).map((dice) => dice === 11),
});

const rarely = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 9, arbitrary: of(usual) }, { weight: 1, arbitrary: of(...others) });

const event: fc.Arbitrary<Omit<Event, "id">> = fc
  .record({
    what: of<Event["what"]>("sms", "sms", "sms", "email", "call", "call", "call", "template", "template"),
    unpriced: rarely(false, true),
    parts: fc.integer({ min: 1, max: 4 }),
    seconds: of(0, 30, 60, 61, 150),
    agent: of(undefined, undefined, "ana", "ana", "bo"),
    number: of(undefined, undefined, "sales", "help"),
    at: rarely(undefined, -day, -34 * day, -36 * day, 6 * minute),
  })
  .map(({ what, unpriced, parts, seconds, agent: who, number, at }) => ({
    what: unpriced ? "unpriced" : what,
    size: unpriced ? 1 : what === "call" ? seconds : parts,
    ...(who && { agent: who }),
    ...(number && { number }),
    ...(at !== undefined && { at: start + at }),
  }));

/** Steps name events by their place in a short list, so that histories come back to the same ids. */
const known = 14;
const index = fc.nat(known - 1);
const named = fc.record({ index, twisted: fc.nat(19).map((dice) => dice === 19) });
const until = of(30 * second, 2 * minute, 20 * minute, day, 5 * day);
/** An effect's name says what it moves where: only its amount may differ when it comes again. */
const effect = fc.nat(9);
const pocket = of("main", "main", "sales", "help");

type Named = { index: number; twisted?: boolean };
/** An event of the list, or the id of one that was held or charged before where there is any. */
type Pick = {
  event: (one: Named) => Event;
  held: (index: number) => string;
  used: (index: number) => string;
  bought: (index: number) => { id: string; micro: bigint };
};
type Draft = (at: number, pick: Pick) => Operation;
const draft = <T>(weight: number, given: fc.Arbitrary<T>, make: (given: T) => Draft) => ({
  weight,
  arbitrary: given.map(make),
});

const grant = fc
  .record({ id: effect, to: of("plan", "plan", "promo", "wallet", "wallet", "sales", "help"), micro, until })
  .map(
    ({ id, to, micro: amount, until: span }): Draft =>
      (at) => {
        const fund = to === "plan" || to === "promo" ? to : "wallet";
        const expires =
          fund === "wallet" || (fund === "promo" && amount > 4n * credit) ? Number.POSITIVE_INFINITY : at + span;
        return {
          do: "grant",
          id: `${to} ${id}`,
          pocket: to === "sales" || to === "help" ? to : "main",
          fund,
          micro: amount,
          until: expires,
        };
      },
  );

const draftOf = fc.oneof(
  { weight: 6, arbitrary: grant },
  draft(
    10,
    fc.record({ events: fc.array(named, { minLength: 1, maxLength: 4 }), byKey: fc.boolean() }),
    ({ events, byKey }) =>
      (_, pick) => ({ do: "use", events: events.map(pick.event), byKey }),
  ),
  draft(5, fc.record({ named, byKey: fc.boolean(), until }), ({ named: one, byKey, until: span }) => (at, pick) => ({
    do: "hold",
    event: pick.event(one),
    byKey,
    until: at + span,
  })),
  draft(
    2,
    fc.record({ index, until, size: of(1, 2, 4, 90, 200) }),
    ({ until: span, size, index: i }) =>
      (at, pick) => ({
        do: "extend",
        id: pick.held(i),
        size,
        until: at + span,
      }),
  ),
  draft(
    5,
    fc.record({
      index,
      size: of(undefined, 1, 2, 5, 60, 130),
      micro: fc.option(fc.oneof(micro, fc.constant(0n)), { freq: 2 }),
    }),
    (given) => (_, pick) => ({
      do: "settle",
      id: pick.held(given.index),
      ...(given.size !== undefined && { size: given.size }),
      ...(given.micro !== null && { micro: given.micro }),
    }),
  ),
  draft(2, index, (one) => (_, pick) => ({ do: "release", id: pick.held(one) })),
  draft(5, index, (one) => (_, pick) => ({ do: "return", id: pick.used(one) })),
  draft(3, of<"sweep" | "look">("sweep", "sweep", "look"), (what) => () => ({ do: what })),
  draft(1, fc.record({ id: effect, pocket, micro }), ({ id, ...given }) => () => ({
    do: "withdraw",
    id: `${given.pocket} ${id}`,
    ...given,
  })),
  draft(
    2,
    fc.record({ id: effect, way: of("main sales", "main help", "sales main", "help sales"), micro }),
    ({ id, way, micro: amount }) =>
      () => {
        const [from = "", to = ""] = way.split(" ");
        return { do: "move", id: `${way} ${id}`, from, to, micro: amount };
      },
  ),
  // Quarters of a purchase: refunds in parts, some of which fail, and disputes that are open, won and lost.
  draft(5, fc.record({ index, taken: fc.nat(4), kept: of(0, 0, 1, 4) }), ({ index: i, taken, kept }) => (_, pick) => {
    const { id, micro: whole } = pick.bought(i);
    const share = (quarters: number) => (whole * BigInt(quarters)) / 4n;
    return { do: "claim", id, taken: share(taken), kept: share(Math.min(kept, 4 - taken)) };
  }),
  draft(1, fc.record({ scope: of<"key" | "workspace">("key", "workspace"), micro: limit }), (given) => () => ({
    do: "limit",
    ...given,
  })),
  draft(2, fc.record({ id: of("ana", "bo"), agent }), (given) => () => ({ do: "agent", ...given })),
  draft(2, of(true, false, false), (frozen) => () => ({ do: "freeze", frozen })),
);

const wait = of(
  second,
  second,
  second,
  second,
  second,
  second,
  5 * second,
  minute,
  minute,
  10 * minute,
  hour,
  6 * hour,
  day,
);

/**
 * Histories of so many operations, the last of them at one moment where `together` says so; every effect and every event has
 * the same id in the model and in the product.
 */
export function histories(length: { min: number; max: number; together?: number }): fc.Arbitrary<History> {
  return fc
    .record({
      events: fc.array(event, { minLength: known, maxLength: known }),
      ana: agent,
      bo: agent,
      sales: fc.boolean(),
      help: fc.boolean(),
      opening: fc.array(grant, { minLength: 3, maxLength: 8 }),
      drafts: fc.array(fc.tuple(wait, draftOf), { minLength: length.min, maxLength: length.max, size: "max" }),
    })
    .map(({ events, ana, bo, sales, help, opening, drafts }) => {
      const held: string[] = [];
      const used: string[] = [];
      const bought = new Map<string, bigint>();
      const choose = (ids: string[], i: number) => ids[ids.length - 1 - (i % (ids.length + 1))] ?? `event ${i}`;
      const pick: Pick = {
        event: ({ index: i, twisted }) => {
          const shape = events[i % events.length] ?? { what: "sms", size: 1 };
          return { id: `event ${i}`, ...shape, size: twisted ? shape.size + 1 : shape.size };
        },
        held: (i) => choose(held, i),
        used: (i) => choose(used, i),
        bought: (i) => {
          const [id, whole] = [...bought].at(-1 - (i % Math.max(bought.size, 1))) ?? ["nothing", credit];
          return { id, micro: whole };
        },
      };
      // Ending what never began says little: mostly it begins something instead.
      const purposeful = (op: Operation, now: number): Operation => {
        const i = "id" in op && op.id ? Number(/^event (\d+)$/.exec(op.id)?.[1] ?? 0) : 0;
        if (i === 0) return op;
        const ends = op.do === "settle" || op.do === "extend" || op.do === "release";
        if (ends && held.length === 0)
          return { do: "hold", event: pick.event({ index: i }), byKey: i % 2 === 0, until: now + 20 * minute };
        if (op.do === "return" && used.length === 0)
          return { do: "use", events: [pick.event({ index: i })], byKey: i % 2 === 0 };
        return op;
      };
      let at = start;
      const serial = opening.length + drafts.length - (length.together ?? 0);
      const steps = [...opening.map((one) => [second, one] as const), ...drafts].map(([span, make], place) => {
        at += place > serial ? 0 : span;
        const op = purposeful(make(at, pick), at);
        if (op.do === "grant" && op.fund === "wallet" && !bought.has(op.id)) bought.set(op.id, op.micro);
        if (op.do === "hold") held.push(op.event.id);
        if (op.do === "use") used.push(...op.events.map(({ id }) => id));
        if (op.do === "settle") used.push(op.id);
        return { at, op };
      });
      return { setting: { at: start, agents: { ana, bo }, fallsBack: { sales, help } }, steps };
    });
}
