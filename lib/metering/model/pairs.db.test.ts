import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, database, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { Turnstile } from "@/db/turnstile";
import type { Context } from "@/lib/context";
import { sweepLots } from "@/lib/ledger/sweep-lots";
import { sweepHolds } from "../close-hold";
import { prepareBooks } from "../testing";
import { isExplained, singly } from "./explain";
import { everyOrder, steppedClient, steppedTransaction } from "./interleave";
import type { Agent, Books, Operation, Setting } from "./operations";
import { foundWorkspace, perform, stateOf } from "./product";
import { playStep } from "./replay";
import { foundBooks } from "./state";

type Hot = { sql: ReturnType<typeof steppedClient>; turnstile: Turnstile };
const globalHot = globalThis as typeof globalThis & { saldoHot?: Hot };
const stepped: Hot = { sql: steppedClient(process.env.DATABASE_URL ?? ""), turnstile: new Turnstile(2, 3_000) };
let plain: Hot | undefined;

beforeAll(() => prepareBooks());
afterAll(async () => {
  await stepped.sql.end();
  globalHot.saldoHot = plain;
  await closeHot();
  await closeConnections();
});

const start = Date.UTC(2026, 5, 24, 12);
const second = 1_000;
const credit = 1_000_000n;
const free: Agent = { limit: null, atLimit: "stop", planGone: "use_wallet", stopped: false };
const never = Number.POSITIVE_INFINITY;

type Caller = { at: number; op: Operation };
/** A change of an agent takes no lock that a debit holds: there nobody waits. */
type Pair = {
  meets?: false;
  agent?: Agent;
  before: Operation[];
  callers: [Caller, Caller];
  judge: (answers: string[]) => void;
};

const grant = (id: string, fund: "plan" | "wallet", credits: bigint, until = never): Operation => ({
  do: "grant",
  id,
  pocket: "main",
  fund,
  micro: credits * credit,
  until,
});
const sms = (id: string, size = 1, agent?: string): Operation => ({
  do: "use",
  events: [{ id, what: "sms", size, ...(agent && { agent }) }],
  byKey: false,
});
const hold = (what: "sms" | "call", until: number): Operation => ({
  do: "hold",
  event: { id: "held", what, size: what === "call" ? 60 : 2 },
  byKey: false,
  until,
});
const at = (seconds: number, op: Operation): Caller => ({ at: start + seconds * second, op });
const won = (answers: string[], word: string) => answers.filter((answer) => answer.startsWith(word)).length;

/** Plays the pair in every order of its statements; each outcome must be one of the model's two serial ones. */
async function play({ agent = free, before, callers, judge }: Pair) {
  const setting: Setting = { at: start, agents: { ana: agent }, fallsBack: {} };
  let ctx: Context | undefined;
  let books: Books | undefined;
  return everyOrder<string>(
    async () => {
      globalHot.saldoHot = plain;
      const founded = await foundWorkspace(setting);
      const known = foundBooks(setting);
      for (const [i, op] of before.entries()) await playStep(founded, known, { at: start + (i + 1) * second, op });
      plain = globalHot.saldoHot;
      globalHot.saldoHot = stepped;
      [ctx, books] = [founded, known];
      const [one, other] = callers;
      return [() => act(founded, one), () => act(founded, other)];
    },
    async ({ answers }) => {
      if (!ctx || !books) throw new Error("a pair plays in a workspace");
      const found = await stateOf(ctx, Math.max(...callers.map((caller) => caller.at)));
      const answered = callers.map(({ at: when, op }, i) => ({ at: when, op, answer: answers[i] ?? "" }));
      expect(isExplained(books, singly(books, answered), found), `${answers.join(" ‖ ")}\n${found}`).toBe(true);
      judge(answers);
    },
  );
}

/** Verbs of the hot path step by themselves; the others are handed a transaction that does. */
function act(ctx: Context, { at: when, op }: Caller): Promise<string> {
  if (op.do === "sweep")
    return steppedTransaction(systemDatabase(), async (tx) => {
      await sweepHolds(tx, new Date(when));
      await sweepLots(tx, new Date(when));
      return "";
    });
  if (op.do === "agent" || op.do === "limit" || op.do === "grant")
    return steppedTransaction(database(), (db) => perform({ ...ctx, db }, when, op));
  return perform(ctx, when, op);
}

const pairs: [string, Pair][] = [
  [
    "use ‖ use of the last credit: one is charged",
    {
      before: [grant("1", "wallet", 1n)],
      callers: [at(10, sms("a")), at(10, sms("b"))],
      judge: (answers) => expect([won(answers, "charged"), won(answers, "insufficient_credits")]).toEqual([1, 1]),
    },
  ],
  [
    "use ‖ use under one id: charged once, and told twice",
    {
      before: [grant("1", "wallet", 9n)],
      callers: [at(10, sms("a", 2)), at(10, sms("a", 2))],
      judge: (answers) => expect([won(answers, "charged"), won(answers, "duplicate charged")]).toEqual([1, 1]),
    },
  ],
  [
    "use ‖ use of an agent with one credit left to its limit: one is charged",
    {
      agent: { ...free, limit: credit },
      before: [grant("1", "wallet", 9n)],
      callers: [at(10, sms("a", 1, "ana")), at(10, sms("b", 1, "ana"))],
      judge: (answers) => expect([won(answers, "charged"), won(answers, "agent_limit")]).toEqual([1, 1]),
    },
  ],
  [
    "use ‖ expire: the lot is used or gone",
    {
      before: [grant("1", "plan", 1n, start + 30 * second)],
      callers: [at(20, sms("a")), at(40, { do: "sweep" })],
      judge: (answers) => expect(won(answers, "charged") + won(answers, "insufficient_credits")).toBe(1),
    },
  ],
  [
    "use ‖ limit lowered: under the old limit or refused by the new one",
    {
      meets: false,
      agent: { ...free, limit: 3n * credit },
      before: [grant("1", "wallet", 9n)],
      callers: [at(10, sms("a", 2, "ana")), at(10, { do: "agent", id: "ana", agent: { ...free, limit: credit } })],
      judge: (answers) => expect(won(answers, "charged") + won(answers, "agent_limit")).toBe(1),
    },
  ],
  [
    "use ‖ limit of the workspace lowered",
    {
      before: [grant("1", "wallet", 9n)],
      callers: [at(10, sms("a", 2)), at(10, { do: "limit", scope: "workspace", micro: credit })],
      judge: (answers) => expect(won(answers, "charged") + won(answers, "workspace_limit")).toBe(1),
    },
  ],
  [
    "settle ‖ sweep of a message: charged once, before or after it was given back",
    {
      before: [grant("1", "wallet", 9n), hold("sms", start + 30 * second)],
      callers: [at(40, { do: "settle", id: "held" }), at(40, { do: "sweep" })],
      judge: (answers) => expect(won(answers, "charged")).toBe(1),
    },
  ],
  [
    "settle ‖ sweep of a call: at its length, also where the estimate came first",
    {
      before: [grant("1", "wallet", 9n), hold("call", start + 30 * second)],
      callers: [at(40, { do: "settle", id: "held", size: 90 }), at(40, { do: "sweep" })],
      judge: (answers) => expect(won(answers, "charged")).toBe(1),
    },
  ],
  [
    "settle ‖ release: charged or given back",
    {
      before: [grant("1", "wallet", 9n), hold("call", start + 300 * second)],
      callers: [at(40, { do: "settle", id: "held", size: 30 }), at(40, { do: "release", id: "held" })],
      judge: (answers) =>
        expect([won(answers, "charged") + won(answers, "released"), won(answers, "closed")]).toEqual([1, 1]),
    },
  ],
  [
    "settle ‖ settle: the second is told it was charged, or for how much",
    {
      before: [grant("1", "wallet", 9n), hold("call", start + 300 * second)],
      callers: [at(40, { do: "settle", id: "held", size: 30 }), at(40, { do: "settle", id: "held", size: 90 })],
      judge: (answers) => expect([won(answers, "charged"), won(answers, "closed settled")]).toEqual([1, 1]),
    },
  ],
  [
    "extend ‖ settle: longer and then over, or over",
    {
      before: [grant("1", "wallet", 9n), hold("call", start + 300 * second)],
      callers: [
        at(40, { do: "extend", id: "held", size: 90, until: start + 600 * second }),
        at(40, { do: "settle", id: "held", size: 90 }),
      ],
      judge: (answers) => expect(won(answers, "charged")).toBe(1),
    },
  ],
  [
    "return ‖ return: the credits come back once",
    {
      before: [grant("1", "wallet", 9n), sms("a", 2)],
      callers: [at(40, { do: "return", id: "a" }), at(40, { do: "return", id: "a" })],
      judge: (answers) => expect([won(answers, "returned"), won(answers, "duplicate")]).toEqual([1, 1]),
    },
  ],
];

describe("every order of the statements of", () => {
  it.each(pairs)(
    "%s",
    async (_, pair) => {
      const { orders, waited } = await play(pair);
      expect(orders).toBeGreaterThanOrEqual(6);
      expect(waited > 0, "whether one ever stood at the other's lock").toBe(pair.meets !== false);
    },
    120_000,
  );
});
