import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { forgetRates, loadRateBook } from "@/lib/rates/data";
import type { RateBook } from "@/lib/rates/rate";
import { forgetPlace, loadPlace, type Place } from "./place";
import type { Stale } from "./post-usage";

export type Current = { book: RateBook; place: Place };

const attempts = 3;

/**
 * Runs work on what this process believes of rates and zone. By the time the books are locked that may be outdated: then
 * the database says so, nothing was done, and the work is done again on what is true.
 */
export async function withCurrent<T extends object>(
  ctx: Context,
  work: (current: Current) => Promise<T | Stale>,
): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [book, place] = await Promise.all([loadRateBook(ctx), loadPlace(ctx)]);
    const answer = await work({ book, place });
    if (!("stale" in answer)) return answer;
    if (answer.stale.startsWith("agent:")) throw unknown("agent", answer.stale);
    if (answer.stale.startsWith("number:")) throw unknown("number", answer.stale);
    forgetPlace(ctx.workspaceId, place);
    forgetRates(ctx.workspaceId, book);
  }
  throw new AppError("unavailable", "busy");
}

function unknown(field: "agent" | "number", stale: string): AppError {
  return new AppError("invalid", `unknown_${field}`, { field, values: { name: stale.slice(field.length + 1) } });
}
