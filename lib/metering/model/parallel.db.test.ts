import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { prepareBooks } from "../testing";
import { isExplained, singly } from "./explain";
import { throughGate } from "./gate";
import { type History, histories } from "./histories";
import { act } from "./model";
import type { Books, Operation } from "./operations";
import { foundWorkspace, perform, stateOf } from "./product";
import { progress } from "./progress";
import { opText, playStep } from "./replay";
import { foundBooks } from "./state";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const runs = process.env.SALDO_LONG ? 3_000 : 150;
const together = 7;

it(
  `${runs} histories whose last ${together} operations happen at once are some serial order of the model`,
  async () => {
    const played = progress("parallel histories", runs);
    const seen = { gated: 0, reordered: 0 };
    const length = { min: together + 3, max: together + 10, together };
    await fc.assert(
      fc.asyncProperty(histories(length), fc.boolean(), async (history, gated) => {
        if (gated) seen.gated += 1;
        if (await playTogether(history, gated)) seen.reordered += 1;
        played();
      }),
      { numRuns: runs, endOnFailure: true },
    );
    expect(seen.gated).toBeGreaterThan(runs / 4);
    expect(seen.reordered, "histories in which another order than the written one was played").toBeGreaterThan(
      runs / 20,
    );
  },
  4 * 3_600_000,
);

/** Whether another than the written order explains what was answered; an outcome that none explains is an error. */
async function playTogether({ setting, steps }: History, gated: boolean): Promise<boolean> {
  const ctx = await foundWorkspace(setting);
  const books = foundBooks(setting);
  for (const step of steps.slice(0, -together)) await playStep(ctx, books, step);
  const last = steps.slice(-together).map(({ op }) => once(op));
  const at = steps.at(-1)?.at ?? setting.at;
  const all = () => Promise.all(last.map(async (op) => ({ at, op, answer: await perform(ctx, at, op) })));
  const answered = await (gated ? throughGate(ctx, last.filter((op) => waits(books, at, op)).length, all) : all());
  const found = await stateOf(ctx, at);
  const single = singly(books, answered);
  if (!isExplained(books, single, found))
    throw new Error(
      `no order explains\n${answered.map(({ op, answer }) => `${opText(op)} → ${answer}`).join("\n")}\n${found}`,
    );
  return !last.every((op, i) => act(books, at, op) === answered[i]?.answer);
}

/** A batch that repeats an id is judged in two calls, and others may come between them. */
function once(op: Operation): Operation {
  if (op.do !== "use") return op;
  return { ...op, events: op.events.filter(({ id }, i) => op.events.findIndex((other) => other.id === id) === i) };
}

/** What takes the books' lock, and so stands at the gate. */
function waits({ holds, lots }: Books, at: number, op: Operation): boolean {
  if (op.do === "look" || op.do === "agent" || (op.do === "limit" && op.scope === "key")) return false;
  if (op.do !== "sweep") return true;
  const due = Object.values(holds).some(({ state, until }) => state === "open" && until <= at);
  return due || lots.some(({ left, until }) => left > 0n && until <= at);
}
