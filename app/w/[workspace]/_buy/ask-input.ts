import { z } from "zod";
import { parseNumber } from "@/components/forms/parse-number";
import { parseCredits } from "@/lib/credits";
import type { Formatter } from "@/lib/format";

/** How many credits somebody asks for, as they write numbers. */
export function askInput({ separators }: Formatter) {
  return z.strictObject({ credits: z.string().max(40) }).transform(({ credits }, check) => {
    const parsed = parseNumber(credits, separators);
    const micro = parsed.kind === "number" ? parseCredits(parsed.value) : null;
    if (micro !== null && micro > 0n && micro < 10n ** 15n) return { creditsMicro: micro };
    const message = parsed.kind === "empty" ? "required" : parsed.kind === "ambiguous" ? "number_ambiguous" : "number";
    check.addIssue({ code: "custom", path: ["credits"], message });
    return z.NEVER;
  });
}
