import { z } from "zod";
import { refusalCodes, type Verdict } from "@/lib/metering/verdicts";
import { type AnswerCode, answers } from "./answers";
import { credits, funds, instant } from "./fields";
import type { Sent } from "./json";
import { Refusal } from "./refusal";

const charged = {
  status: z.literal("charged"),
  credits: credits.meta({ description: "What was charged." }),
  funds,
  balance: credits.meta({ description: "What could be spent after this event." }),
};

const refused = {
  status: z.literal("refused"),
  code: z.enum([...refusalCodes, "key_reused"]),
  short_by: credits.nullable().meta({ description: "How many credits were missing." }),
  limit: credits.nullable().meta({ description: "The limit that was met, where it was one." }),
  resets_at: instant.nullable().meta({ description: "When that limit starts anew." }),
  balance: credits.nullable(),
};

const id = z.string();

export const chargedVerdict = z.strictObject({ id, ...charged }).meta({ id: "Charged" });
export const refusedVerdict = z.strictObject({ id, ...refused }).meta({ id: "Refused" });
export const duplicateVerdict = z
  .strictObject({
    id,
    status: z.literal("duplicate"),
    first: z
      .discriminatedUnion("status", [
        z.strictObject(charged),
        z.strictObject(refused),
        z.strictObject({ status: z.literal("held") }),
      ])
      .meta({ description: "The first answer again; nothing was charged now." }),
  })
  .meta({ id: "Duplicate" });

export const verdict = z.discriminatedUnion("status", [chargedVerdict, refusedVerdict, duplicateVerdict]);

type SentVerdict = Sent<z.output<typeof verdict>>;

export function verdictOf(id: string, judged: Verdict): SentVerdict {
  if (judged.status === "duplicate") return { id, status: "duplicate", first: firstOf(judged.first) };
  if (judged.status === "key_reused") {
    return { id, status: "refused", code: "key_reused", short_by: null, limit: null, resets_at: null, balance: null };
  }
  return { id, ...firstOf(judged) };
}

type First = Extract<Verdict, { status: "duplicate" }>["first"];

function firstOf<T extends First>(first: T): Sent<z.output<typeof duplicateVerdict>>["first"] & { status: T["status"] };
function firstOf(first: First): Sent<z.output<typeof duplicateVerdict>>["first"] {
  if (first.status === "held") return { status: "held" };
  if (first.status === "charged") {
    const { planMicro, promoMicro, walletMicro, numberMicro } = first.funds;
    const from = { plan: planMicro, promo: promoMicro, wallet: walletMicro, number: numberMicro };
    return { status: "charged", credits: first.amountMicro, funds: from, balance: first.balanceMicro };
  }
  const { code, shortByMicro, limitMicro, resetsAt, balanceMicro } = first;
  return {
    status: "refused",
    code,
    short_by: shortByMicro,
    limit: limitMicro,
    resets_at: resetsAt,
    balance: balanceMicro,
  };
}

/** A single event that is refused, now or the first time it came, is refused by its status too; the verdict stands beside. */
export function assertCharged<T extends { status: string }>(verdict: T): Exclude<T, { status: "refused" }> {
  const code = codeOf(verdict);
  if (code) throw new Refusal(code, { beside: verdict });
  return verdict as Exclude<T, { status: "refused" }>;
}

function codeOf(verdict: object): AnswerCode | null {
  const told = "first" in verdict ? (verdict.first as object) : verdict;
  return "code" in told && String(told.code) in answers ? (told.code as AnswerCode) : null;
}
