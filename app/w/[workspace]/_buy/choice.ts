import { parseNumber, type Separators } from "@/components/forms/parse-number";
import { parseCredits, wholeCredits } from "@/lib/credits";
import { parseMoney } from "@/lib/money";
import type { Rhythm } from "@/lib/purchases/rhythms";
import { type Billed, creditsForTotal, type Terms } from "@/lib/purchases/work-out";

/** The radio beside the box, where an amount is no package. */
export const otherAmount = "other";

export type Unit = "credits" | "money";

/** What is said of the amount: a package, or what stands in the box. */
export type AmountWish = { pick: string; unit: Unit; text: string };

export type AmountProblem =
  | "required"
  | "number"
  | "number_ambiguous"
  | "whole_credits"
  | "too_few_credits"
  | "too_many_credits";

export type ReadAmount =
  | { creditsMicro: bigint; problem: null }
  /** `creditsMicro` is what was meant, where that is known, however much too little or too much it is. */
  | { creditsMicro: bigint | null; problem: AmountProblem; readings?: readonly string[] };

type Reading = { terms: Terms; separators: Separators; rhythm: Rhythm; buyer: Billed };

/** How many credits somebody wants: the same on the page that shows the price and in the action that freezes it. */
export function readAmount(wish: AmountWish, reading: Reading): ReadAmount {
  const { packages, minCredits, maxCredits } = reading.terms.offer.terms;
  const asked = packages.some((credits) => String(credits) === wish.pick)
    ? { creditsMicro: wholeCredits(Number(wish.pick)), problem: null }
    : readBox(wish, reading);
  const { creditsMicro, problem } = asked;
  if (problem || creditsMicro === null) return asked;
  if (creditsMicro < wholeCredits(minCredits)) return { creditsMicro, problem: "too_few_credits" };
  if (creditsMicro > wholeCredits(maxCredits)) return { creditsMicro, problem: "too_many_credits" };
  return { creditsMicro, problem: null };
}

function readBox({ unit, text }: AmountWish, { terms, separators, rhythm, buyer }: Reading): ReadAmount {
  const parsed = parseNumber(text, separators);
  if (parsed.kind === "empty") return { creditsMicro: null, problem: "required" };
  if (parsed.kind === "ambiguous")
    return { creditsMicro: null, problem: "number_ambiguous", readings: parsed.readings };
  if (parsed.kind === "invalid" || parsed.value.startsWith("-") || parsed.value.length > 15)
    return { creditsMicro: null, problem: "number" };
  if (unit === "money") {
    const amount = parseMoney(parsed.value, terms.offer.currency);
    if (amount === null) return { creditsMicro: null, problem: "number" };
    return { creditsMicro: creditsForTotal(terms, amount, rhythm, buyer), problem: null };
  }
  const creditsMicro = parseCredits(parsed.value);
  if (creditsMicro === null || creditsMicro % wholeCredits(1) !== 0n)
    return { creditsMicro: null, problem: "whole_credits" };
  return { creditsMicro, problem: null };
}
