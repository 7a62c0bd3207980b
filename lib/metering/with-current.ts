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
    if (answer.stale.startsWith("agents:")) throw new UnknownName("agent", namesIn(answer.stale));
    if (answer.stale.startsWith("numbers:")) throw new UnknownName("number", namesIn(answer.stale));
    forgetPlace(ctx.workspaceId, place);
    forgetRates(ctx.workspaceId, book);
  }
  throw new AppError("unavailable", "busy");
}

/** Of agents or numbers that do not exist; the refusal names the first of them. */
export class UnknownName extends AppError {
  readonly names: readonly string[];

  constructor(kind: "agent" | "number", names: readonly string[], field: string = kind) {
    super("invalid", `unknown_${kind}`, { field, values: { name: names[0] ?? "" } });
    this.names = names;
  }
}

function namesIn(stale: string): string[] {
  return JSON.parse(stale.slice(stale.indexOf(":") + 1)) as string[];
}
