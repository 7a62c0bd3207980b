import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { checkBooks } from "@/lib/ledger/check";
import { meterUsage } from "../meter";
import { prepareBooks } from "../testing";
import { histories } from "./histories";
import { replay } from "./replay";
import { openWideHot, rush } from "./rush";

const owner = postgres(process.env.DATABASE_MIGRATOR_URL ?? "", { max: 1, onnotice: () => {} });

beforeAll(async () => {
  openWideHot();
  await prepareBooks();
});
afterAll(async () => {
  await owner.end();
  await closeHot();
  await closeConnections();
});

/** What the suites of this folder look at, small, so that each fault can be held before each of them. */
const suites = {
  "two hundred on a hundred": async () => {
    const outcome = await rush(async (ctx, event) => (await meterUsage(ctx, [event]))[0]);
    expect(outcome).toEqual({ accepted: 100, refused: 100, leftMicro: 0n });
  },
  "the model": () => play(40),
  "the check of the books": async () => {
    await play(10).catch(() => undefined);
    expect((await checkBooks(systemDatabase(), { now: new Date("2026-12-01T00:00:00Z") })).findings).toEqual([]);
  },
};
type Suite = keyof typeof suites;

const play = (runs: number) =>
  fc.assert(
    fc.asyncProperty(histories({ min: 10, max: 25 }), (history) => replay(history)),
    { numRuns: runs, seed: 20_260_624, endOnFailure: true },
  );

type Fault = { file: string; from: string; to: string; also?: string; caughtBy: Suite };

const faults: [string, Fault][] = [
  [
    "what decides is read without the lock",
    { file: "books", from: " for no key update;", to: ";", caughtBy: "two hundred on a hundred" },
  ],
  [
    "a key is not looked up before it is charged",
    {
      file: "post_usage",
      from: "and y.key = any (p_key)",
      to: "and y.key = any (p_key) and false",
      caughtBy: "the model",
    },
  ],
  [
    "an effect is neither looked up nor unique",
    {
      file: "grants",
      from: "if not found then return null; end if;",
      to: "return null;",
      also: "drop index journal_effect_key",
      caughtBy: "the model",
    },
  ],
  [
    "amounts are reckoned in floats",
    {
      file: "post_usage",
      from: "v_wallet := v_wallet - v_rest;",
      to: "v_wallet := trunc((v_wallet / 1e6::float8 - v_rest / 1e6::float8) * 1e6)::bigint;",
      caughtBy: "the model",
    },
  ],
  [
    "a refund that is told twice is taken twice",
    {
      file: "take_back",
      from: "select p_taken - sum(o.taken),",
      to: "select p_taken,",
      caughtBy: "the model",
    },
  ],
  [
    "what a refund takes of used credits is no debt",
    {
      file: "take_back",
      from: "debt := r.wallet + r.held + r.paid + r.moved;",
      to: "debt := 0;",
      caughtBy: "the model",
    },
  ],
  [
    "a rollup forgets what it held",
    {
      file: "books",
      from: "amount_micro = t.amount_micro + excluded.amount_micro",
      to: "amount_micro = excluded.amount_micro",
      caughtBy: "the check of the books",
    },
  ],
];

describe("the suites go red when", () => {
  it("nothing: on the books as they are they are green", async () => {
    for (const suite of Object.values(suites)) await suite();
  }, 120_000);

  it.each(faults)(
    "%s",
    async (_, { file, from, to, also, caughtBy }) => {
      const text = readFileSync(join(process.cwd(), `db/functions/${file}.sql`), "utf8");
      expect(text).toContain(from);
      await install(text.replaceAll(from, to));
      if (also) await owner.unsafe(also);
      try {
        await expect(suites[caughtBy]()).rejects.toThrow();
      } finally {
        await install(text);
      }
    },
    120_000,
  );
});

const install = (text: string) => owner.unsafe(text.replaceAll("create function", "create or replace function"));
