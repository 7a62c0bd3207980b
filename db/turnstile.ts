import { AppError } from "@/lib/errors";

/**
 * Lets as many in as there are connections and turns the rest away after a while: postgres.js itself waits for ever
 * for a free connection, and a page that never answers is worse than one that says try again.
 */
export class Turnstile {
  readonly size: number;
  private free: number;
  private readonly patienceMs: number;
  private readonly queue: Array<{ admit: () => void }> = [];

  constructor(size: number, patienceMs: number) {
    this.size = size;
    this.free = size;
    this.patienceMs = patienceMs;
  }

  get inUse(): number {
    return this.size - this.free;
  }

  get waiting(): number {
    return this.queue.length;
  }

  async enter(): Promise<() => void> {
    if (this.free > 0) this.free -= 1;
    else await this.wait();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.queue.shift();
      if (next) next.admit();
      else this.free += 1;
    };
  }

  private wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const place = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(place), 1);
        reject(new AppError("unavailable", "busy"));
      }, this.patienceMs);
      this.queue.push(place);
    });
  }
}
