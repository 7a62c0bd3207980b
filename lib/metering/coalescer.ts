/**
 * Gathers single requests into batches without a timer: one call in flight per lane, and whatever arrives meanwhile is the
 * next batch. A batch holds requests of one group only; an error among the answers is its member's alone. When a batch
 * fails as a whole, its members are tried one by one, so that nobody fails for somebody else's request; unless the failure
 * is everybody's, as when the database is away: then trying again one by one would only keep the last of them waiting.
 */
export class Coalescer<Request, Answer> {
  readonly #queues = new Map<string, Waiting<Request, Answer>[]>();
  readonly #busy = new Set<string>();
  readonly #post: (group: string, requests: readonly Request[]) => Promise<readonly (Answer | Error)[]>;
  readonly #isEverybodys: (error: unknown) => boolean;
  readonly #most: number;

  constructor(
    post: (group: string, requests: readonly Request[]) => Promise<readonly (Answer | Error)[]>,
    { isEverybodys = () => false, most = 1_000 }: { isEverybodys?: (error: unknown) => boolean; most?: number } = {},
  ) {
    this.#post = post;
    this.#isEverybodys = isEverybodys;
    this.#most = most;
  }

  submit(group: string, request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(group);
      const waiting = { request, resolve, reject };
      if (queue) queue.push(waiting);
      else this.#queues.set(group, [waiting]);
      if (!this.#busy.has(group)) {
        this.#busy.add(group);
        // After the requests that came with the same turn of the loop have joined.
        setImmediate(() => void this.#work(group));
      }
    });
  }

  async #work(group: string): Promise<void> {
    for (let batch = this.#take(group); batch.length > 0; batch = this.#take(group))
      await this.#postBatch(group, batch);
    this.#busy.delete(group);
  }

  #take(group: string): Waiting<Request, Answer>[] {
    const queue = this.#queues.get(group) ?? [];
    const batch = queue.splice(0, this.#most);
    if (queue.length === 0) this.#queues.delete(group);
    return batch;
  }

  async #postBatch(group: string, batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.#post(
        group,
        batch.map(({ request }) => request),
      );
      batch.forEach(({ resolve, reject }, i) => {
        const answer = answers[i];
        if (answer === undefined) reject(new Error("Broken promise: every request of a batch is answered"));
        else if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      if (batch.length === 1 || this.#isEverybodys(error)) for (const { reject } of batch) reject(error);
      else for (const waiting of batch) await this.#postBatch(group, [waiting]);
    }
  }
}

type Waiting<Request, Answer> = {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};
