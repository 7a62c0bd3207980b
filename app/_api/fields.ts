import { z } from "zod";
import { parseCredits } from "@/lib/credits";
import { cleanText, idText } from "@/lib/metering/schema";
import { day, inDigits } from "@/lib/metering/usage-filter";

/** Credits in an answer: a JSON number, exact to six decimals. The handler gives micro-credits. */
export const credits = z.number().meta({ description: "Credits, exact to six decimals." }).brand<"credits">();

/** A moment in an answer. The handler gives a Date. */
export const instant = z.iso.datetime({ offset: true }).brand<"instant">();

/** Credits in a request, as micro-credits. No more than a JSON number says exactly. */
export const creditsInput = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((number) => parseCredits(String(number)) !== null, "decimals")
  .meta({ description: "Credits, with at most six decimals." });

/** Only what `creditsInput` let pass. */
export function microOf(number: number): bigint {
  const micro = parseCredits(String(number));
  if (micro === null) throw new RangeError(`${number} is finer than a millionth.`);
  return micro;
}

export const pathId = (max = 255) => z.strictObject({ id: idText(max) });

export const funds = z
  .strictObject({ plan: credits, promo: credits, wallet: credits, number: credits })
  .meta({ description: "Where the credits came from; they sum to what was charged." });

export const dayField = (description: string) =>
  day.optional().meta({ description, type: "string", format: "date", example: "2026-06-24" });

export const cursor = cleanText(1000).optional().meta({ description: "The `next_cursor` of the answer before." });
export const limit = inDigits(z.int().min(1).max(200).default(50)).meta({ description: "How many at once." });
