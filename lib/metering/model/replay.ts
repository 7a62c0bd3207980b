import type { Context } from "@/lib/context";
import type { Coverage } from "./coverage";
import type { History, Step } from "./histories";
import { act } from "./model";
import type { Books, Operation } from "./operations";
import { balanceOf, foundWorkspace, perform, stateOf } from "./product";
import { balanceText, foundBooks, stateText } from "./state";

const day = 86_400_000;

/** Plays a history in the product and in the model, and stops at the first word in which they differ. */
export async function replay({ setting, steps }: History, coverage?: Coverage): Promise<void> {
  const ctx = await foundWorkspace(setting);
  const books = foundBooks(setting);
  for (const step of steps) await playStep(ctx, books, step, coverage);
  const at = steps.at(-1)?.at ?? setting.at;
  await compareStates(ctx, books, at + 1);
  await playStep(ctx, books, { at: at + 40 * day, op: { do: "sweep" } }, coverage);
  await compareStates(ctx, books, at + 40 * day);
}

export async function playStep(ctx: Context, books: Books, { at, op }: Step, coverage?: Coverage): Promise<void> {
  const before = coverage && structuredClone(books);
  const expected = act(books, at, op);
  const answer = await perform(ctx, at, op);
  if (!matches(expected, answer)) throw new Error(difference(opText(op), expected, answer));
  if (!answer.includes("left")) {
    const read = await balanceOf(ctx, at);
    const known = balanceText(books);
    if (read !== known) throw new Error(difference(`after ${opText(op)}`, known, read));
  }
  if (coverage && before) coverage.count(op, answer, before, books);
}

async function compareStates(ctx: Context, books: Books, at: number): Promise<void> {
  act(books, at, { do: "look" });
  await perform(ctx, at, { do: "sweep", id: "" });
  const [known, found] = [stateText(books), await stateOf(ctx, at)];
  if (known !== found) throw new Error(difference("in the end", `\n${known}`, `\n${found}`));
}

export const opText = (op: Operation) =>
  JSON.stringify(op, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
const difference = (where: string, model: string, product: string) =>
  `${where}\n  model:   ${model}\n  product: ${product}`;

/** A star in the model's answer stands for what the rules leave open. */
export function matches(expected: string, answer: string): boolean {
  if (!expected.includes("*")) return expected === answer;
  const pattern = expected.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join("[^;]*")}$`).test(answer);
}
