import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Post } from "./post";
import type { Attempt, Outcome, Parcel, PostOffice } from "./post-office";
import { waitOf } from "./trouble";

const together = 256;

/**
 * Sends what is due and notes what came back. A parcel is due at once, and again after each of the waits when nobody
 * took it; then it is given up.
 */
export class Deliveries {
  private readonly post = new Post(together);
  private readonly onTheWay = new Map<string, Promise<void>>();
  /** Whether something due has to wait until something else is back. */
  private waiting = false;
  private readonly toNote: Outcome[] = [];
  private noting: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private readonly stop = new AbortController();

  constructor(
    private readonly office: PostOffice,
    private readonly waitsMs: readonly number[],
  ) {
    // Every parcel that waits to be sent listens for the end, however many they are.
    setMaxListeners(0, this.stop.signal);
  }

  /** Looks for what is due; called when something was written, and by itself when something falls due. */
  wake(): void {
    if (this.closed) return;
    if (this.round) {
      this.again = true;
      return;
    }
    this.round = this.sendAll()
      .catch(this.tryLater)
      .finally(() => {
        this.round = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Resolves when nothing is due and nothing is on its way. */
  async settled(): Promise<void> {
    while (this.round || this.onTheWay.size) await Promise.all([this.round, ...this.onTheWay.values()]);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stop.abort();
    clearTimeout(this.timer);
    this.post.close();
    await Promise.allSettled([this.round, ...this.onTheWay.values()]);
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      while (this.onTheWay.size >= together) await Promise.race(this.onTheWay.values());
      const room = together - this.onTheWay.size;
      const due = await this.office.take(room);
      for (const parcel of due) this.start(parcel);
      if (due.length < room) break;
    }
    await this.sleepUntilNext();
  }

  private start(parcel: Parcel): void {
    // What is delayed for longer than the office keeps it for us is handed out again while it is still in hand.
    if (this.onTheWay.has(parcel.id)) return;
    const sending = this.deliver(parcel)
      .catch(this.tryLater)
      .finally(() => {
        this.onTheWay.delete(parcel.id);
        if (this.waiting) this.wake();
      });
    this.onTheWay.set(parcel.id, sending);
  }

  // The database did not answer, or is being shut: what was not noted as sent falls due again.
  private readonly tryLater = (error: unknown): void => {
    if (this.closed) return;
    console.error(error);
    this.timer = setTimeout(() => this.wake(), 1_000);
  };

  private async deliver(parcel: Parcel): Promise<void> {
    if (await this.office.isLost(parcel)) return;
    const wait = waitOf(parcel.trouble, Math.random());
    if (wait > 0) await this.sleep(wait);
    // Stopped before it left: it is still to be sent, by whoever starts next.
    if (this.closed) return;
    const copies = Math.max(1, parcel.trouble.duplicate ?? 1);
    const attempts = await Promise.all(Array.from({ length: copies }, () => this.send(parcel)));
    const [attempt] = attempts;
    // Stopped in the middle: whoever starts next does not know whether it came, and sends it again.
    if (!attempt || this.closed) return;
    const outcome = this.outcomeOf(parcel, attempt);
    await this.note(outcome);
    if (outcome.state === "pending") this.wake();
  }

  private send(parcel: Parcel): Promise<Attempt> {
    const at = new Date();
    return this.post.send(parcel.url, parcel.write(at), at);
  }

  private outcomeOf({ id, tried }: Parcel, attempt: Attempt): Outcome {
    const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const wait = this.waitsMs[tried];
    const state = taken ? "delivered" : wait === undefined ? "failed" : "pending";
    return { id, attempt, state, waitMs: wait ?? 0 };
  }

  // What comes back while something is being noted is noted together, in one statement.
  private note(outcome: Outcome): Promise<void> {
    this.toNote.push(outcome);
    this.noting ??= this.noteAll();
    return this.noting;
  }

  private async noteAll(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.toNote.length) await this.office.note(this.toNote.splice(0));
    } finally {
      this.noting = null;
    }
  }

  private async sleep(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.stop.signal });
    } catch (error) {
      if (!this.closed) throw error;
    }
  }

  private async sleepUntilNext(): Promise<void> {
    const ms = await this.office.nextInMs();
    clearTimeout(this.timer);
    // Due, and not handed out: its endpoint has its hands full, and what comes back from there wakes us.
    this.waiting = ms !== null && ms <= 0 && this.onTheWay.size > 0;
    if (this.closed || ms === null) return;
    this.timer = setTimeout(() => this.wake(), this.waiting ? 100 : Math.max(0, Math.min(ms, 60_000)));
  }
}
