import { act, stateText } from "./model";
import type { Books, Operation } from "./operations";
import { matches } from "./replay";

export type Answered = { op: Operation; answer: string };

/** Whether the model, from these books on, gives these answers and ends in this state in some serial order. */
export function isExplained(books: Books, at: number, answered: readonly Answered[], found: string): boolean {
  if (answered.length === 0) return stateText(books) === found;
  return answered.some(({ op, answer }, i) => {
    const next = structuredClone(books);
    return matches(act(next, at, op), answer) && isExplained(next, at, answered.toSpliced(i, 1), found);
  });
}

/** A sweep ends each hold that was due by itself, so that others may come between. */
export function singly(books: Books, at: number, answered: readonly Answered[]): Answered[] {
  const due = Object.values(books.holds).filter(({ state, until }) => state === "open" && until <= at);
  return answered.flatMap((one) =>
    one.op.do === "sweep"
      ? due.map(({ event }): Answered => ({ op: { do: "sweep", id: event.id }, answer: "" }))
      : [one],
  );
}
