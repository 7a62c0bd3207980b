import { z } from "zod";
import {
  type Charged,
  type Duplicate,
  type Funds,
  type Refused,
  type Reused,
  refusalCodes,
  type Verdict,
} from "@/lib/metering/verdicts";
import { credits, funds, instant } from "./fields";
import type { Sent } from "./json";
import { Refusal } from "./refusal";

const charged = {
  status: z.literal("charged"),
  credits: credits.meta({ description: "What was charged." }),
  funds,
  balance: credits.meta({ description: "What could be spent after this event." }),
};

const refusal = {
  status: z.literal("refused"),
  code: z.enum([...refusalCodes, "key_reused"]),
  short_by: credits.nullable().meta({ description: "How many credits were missing." }),
  limit: credits.nullable().meta({ description: "The limit that was met, where it was one." }),
  resets_at: instant.nullable().meta({ description: "When that limit starts anew." }),
  balance: credits.nullable(),
};

const id = z.string();

export const chargedVerdict = z.strictObject({ id, ...charged }).meta({ id: "Charged" });
export const refusedVerdict = z.strictObject({ id, ...refusal }).meta({ id: "Refused" });
export const firstAnswer = z
  .discriminatedUnion("status", [
    z.strictObject(charged),
    z.strictObject(refusal),
    z.strictObject({ status: z.literal("held") }),
  ])
  .meta({ id: "FirstAnswer", description: "The first answer again; nothing was charged now." });

export const duplicateVerdict = z
  .strictObject({ id, status: z.literal("duplicate"), first: firstAnswer })
  .meta({ id: "Duplicate" });

export const verdict = z.discriminatedUnion("status", [chargedVerdict, refusedVerdict, duplicateVerdict]);

type SentVerdict = Sent<z.output<typeof verdict>>;
type SentDuplicate = Sent<z.output<typeof duplicateVerdict>>;

export function verdictOf(id: string, judged: Verdict): SentVerdict {
  switch (judged.status) {
    case "duplicate":
      return duplicateOf(id, judged);
    case "key_reused":
      return { id, status: "refused", code: "key_reused", short_by: null, limit: null, resets_at: null, balance: null };
    case "charged":
      return { id, ...chargedOf(judged) };
    case "refused":
      return { id, ...refusedOf(judged) };
  }
}

export function duplicateOf(id: string, { first }: Duplicate): SentDuplicate {
  if (first.status === "held") return { id, status: "duplicate", first: { status: "held" } };
  return { id, status: "duplicate", first: first.status === "charged" ? chargedOf(first) : refusedOf(first) };
}

export function fundsOf({ planMicro, promoMicro, walletMicro, numberMicro }: Funds): Sent<z.output<typeof funds>> {
  return { plan: planMicro, promo: promoMicro, wallet: walletMicro, number: numberMicro };
}

function chargedOf({ status, amountMicro, funds, balanceMicro }: Charged) {
  return { status, credits: amountMicro, funds: fundsOf(funds), balance: balanceMicro };
}

function refusedOf({ status, code, shortByMicro, limitMicro, resetsAt, balanceMicro }: Refused) {
  return { status, code, short_by: shortByMicro, limit: limitMicro, resets_at: resetsAt, balance: balanceMicro };
}

/** A single event that is refused, now or the first time it came, is refused by its status too; the verdict stands beside. */
export function assertCharged<V extends SentVerdict>(verdict: V): Exclude<V, { status: "refused" }> {
  const told = verdict.status === "duplicate" ? verdict.first : verdict;
  if (told.status === "refused") throw new Refusal(told.code, { beside: verdict });
  return verdict as Exclude<V, { status: "refused" }>;
}

/** The same as a refusal, for what can only be one. */
export function refused(id: string, judged: Refused | Reused): Refusal {
  const verdict = verdictOf(id, judged);
  return new Refusal(judged.status === "refused" ? judged.code : "key_reused", { beside: verdict });
}
