import { AppError } from "@/lib/errors";
import { loadPlace } from "@/lib/metering/place";
import { loadRateBook } from "@/lib/rates/data";
import { type Bench, meterAny } from "./bench";
import type { Figure } from "./figure";
import { debitOnce } from "./limits";
import { closedLoop, interleaved } from "./measure";
import { contextOf, manyWorkspaces } from "./workspaces";

/** Goal 2: many callers, each with one event, all of one workspace. */
export async function gathered({ raw, hot, effort }: Bench): Promise<Figure[]> {
  const { debit, metered } = await interleaved(
    {
      debit: (forMs) => closedLoop(8, forMs, () => debitOnce(raw, true)),
      metered: (forMs) => closedLoop(256, forMs, () => meterAny(hot)),
    },
    effort,
  );
  const work = "256 single callers, one hot workspace";
  return [
    {
      goal: "2",
      work,
      measure: "metered / update + insert, 8 clients",
      reached: metered.perSec / debit.perSec,
      wanted: { least: 8 },
      parts: { "metered/s": metered.perSec, "debits/s": debit.perSec },
    },
    {
      goal: "2",
      work,
      measure: "p99 / p50",
      reached: metered.p99 / metered.p50,
      wanted: { most: 4 },
      parts: { "p50 ms": metered.p50, "p99 ms": metered.p99 },
    },
  ];
}

/** Goal 3: many callers of many workspaces. */
export async function spread({ raw, hot, effort, say }: Bench): Promise<Figure[]> {
  const contexts = (await manyWorkspaces(raw, effort.workspaces)).map(contextOf);
  for (const table of ["pockets", "lots"]) await raw.unsafe(`vacuum analyze ${table}`);
  say(`many workspaces: getting to know ${effort.workspaces.toLocaleString("en")} of them`);
  for (let i = 0; i < contexts.length; i += 8)
    await Promise.all(contexts.slice(i, i + 8).map((ctx) => Promise.all([loadPlace(ctx), loadRateBook(ctx)])));
  let turnedAway = 0;
  const unlessTurnedAway = async (work: Promise<number>) => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
      turnedAway += 1;
      return 0;
    }
  };
  const anyone = () => contexts[Math.floor(Math.random() * contexts.length)] ?? hot;
  const { debit, metered } = await interleaved(
    {
      debit: (forMs) => closedLoop(8, forMs, () => debitOnce(raw, false)),
      metered: (forMs) => closedLoop(1_024, forMs, () => unlessTurnedAway(meterAny(anyone(), false))),
    },
    effort,
  );
  return [
    {
      goal: "3",
      work: `1,024 callers, ${effort.workspaces.toLocaleString("en")} workspaces`,
      measure: "metered / the same over as many rows, 8 clients",
      reached: metered.perSec / debit.perSec,
      wanted: { least: 1.8 },
      parts: {
        "metered/s": metered.perSec,
        "debits/s": debit.perSec,
        "p50 ms": metered.p50,
        "p99 ms": metered.p99,
        "turned away": turnedAway,
      },
    },
  ];
}

/** Goal 4: one caller who waits for each answer. */
export async function alone({ raw, hot, effort }: Bench): Promise<Figure[]> {
  const { debit, metered } = await interleaved(
    {
      debit: (forMs) => closedLoop(1, forMs, () => debitOnce(raw, true)),
      metered: (forMs) => closedLoop(1, forMs, () => meterAny(hot)),
    },
    effort,
  );
  return [
    {
      goal: "4",
      work: "one idle caller",
      measure: "p50 / p50 of update + insert",
      reached: metered.p50 / debit.p50,
      wanted: { most: 2.5 },
      parts: { "p50 ms": metered.p50, "debit p50 ms": debit.p50 },
    },
  ];
}
