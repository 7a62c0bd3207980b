type Limit = { burst: number; everySeconds: number };

const most = 10_000;

/** The same rule the database keeps for slower limits (GCRA), in memory: one number per subject. */
export class Buckets {
  readonly #arrivals = new Map<string, number>();

  /** Null when it may go on, else for how many milliseconds it may not. */
  spend(subject: string, { burst, everySeconds }: Limit, nowMs: number): number | null {
    const step = everySeconds * 1000;
    const known = this.#arrivals.get(subject) ?? 0;
    // Nothing is ever written further ahead than the whole burst, so the clock has been put back since.
    const wasAhead = known - nowMs > step * burst;
    const arrives = (wasAhead ? nowMs : Math.max(known, nowMs)) + step;
    const early = arrives - nowMs - step * burst;
    if (early > 0) return early;
    if (this.#arrivals.size >= most) this.#forgetIdle(nowMs);
    this.#arrivals.set(subject, arrives);
    return null;
  }

  #forgetIdle(nowMs: number): void {
    for (const [subject, arrives] of this.#arrivals) if (arrives <= nowMs) this.#arrivals.delete(subject);
  }
}
