import type { Context, WorkspaceId } from "./context";

const most = 10_000;

type Kept<T> = { reading: Promise<T>; value?: T };

/**
 * What a process keeps of each workspace. It is read once, by the first who asks, however many ask until it is there; a
 * read that fails is not kept.
 */
export class KeptByWorkspace<T> {
  readonly #read: (ctx: Context) => Promise<T>;
  readonly #kept = new Map<WorkspaceId, Kept<T>>();

  constructor(read: (ctx: Context) => Promise<T>) {
    this.#read = read;
  }

  load(ctx: Context): Promise<T> {
    const known = this.#kept.get(ctx.workspaceId);
    if (known) return known.reading;
    const kept: Kept<T> = { reading: this.#reading(ctx, () => kept) };
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= most) this.#kept.delete(oldest);
    this.#kept.set(ctx.workspaceId, kept);
    return kept.reading;
  }

  async #reading(ctx: Context, kept: () => Kept<T>): Promise<T> {
    try {
      const value = await this.#read(ctx);
      kept().value = value;
      return value;
    } catch (error) {
      if (this.#kept.get(ctx.workspaceId) === kept()) this.#kept.delete(ctx.workspaceId);
      throw error;
    }
  }

  /** Of many who find the same value outdated the first has it forgotten; what is read since then stays. */
  forget(workspaceId: WorkspaceId, outdated: T): void {
    if (this.#kept.get(workspaceId)?.value === outdated) this.#kept.delete(workspaceId);
  }
}
