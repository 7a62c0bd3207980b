import { act } from "./model";
import type { Books, Operation } from "./operations";
import { matches } from "./replay";
import { stateText } from "./state";

export type Answered = { at: number; op: Operation; answer: string };

/** Whether the model, from these books on, gives these answers and ends in this state in some serial order. */
export function isExplained(books: Books, answered: readonly Answered[], found: string): boolean {
  if (answered.length === 0) return stateText(books) === found;
  return answered.some(({ at, op, answer }, i) => {
    const next = structuredClone(books);
    return matches(act(next, at, op), answer) && isExplained(next, answered.toSpliced(i, 1), found);
  });
}

/** A sweep ends each hold that was due by itself, so that others may come between. */
export function singly(books: Books, answered: readonly Answered[]): Answered[] {
  return answered.flatMap((one) => {
    if (one.op.do !== "sweep") return [one];
    const due = Object.values(books.holds).filter(({ state, until }) => state === "open" && until <= one.at);
    const ids = ["", ...due.map(({ event }) => event.id)];
    return ids.map((id): Answered => ({ at: one.at, op: { do: "sweep", id }, answer: "" }));
  });
}
