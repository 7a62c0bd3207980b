/** Chance that comes out the same every time it is started with the same words. */
export class Random {
  #state: number;

  constructor(...words: readonly (string | number)[]) {
    let hash = 2_166_136_261;
    for (const char of words.join("/")) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
    this.#state = hash >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  digits(count: number): string {
    let text = "";
    while (text.length < count) text += this.below(10);
    return text;
  }

  /** An id in the order of time. */
  uuid(at: Date): string {
    const hex = (bits: number) => this.below(2 ** bits).toString(16);
    const time = at.getTime().toString(16).padStart(12, "0");
    const variant = "89ab"[this.below(4)];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12).padStart(3, "0")}-${variant}${hex(12).padStart(3, "0")}-${hex(24).padStart(6, "0")}${hex(24).padStart(6, "0")}`;
  }
}

/** Things in their proportions, drawn in one look. */
export class Mix<T> {
  readonly #items: readonly T[];
  readonly #upTo: readonly number[];

  constructor(weighted: readonly (readonly [weight: number, item: T])[]) {
    let sum = 0;
    this.#upTo = weighted.map(([weight]) => {
      sum += weight;
      return sum;
    });
    this.#items = weighted.map(([, item]) => item);
  }

  draw(random: Random): T {
    const at = random.next() * (this.#upTo.at(-1) ?? 0);
    const index = this.#upTo.findIndex((upTo) => at < upTo);
    const item = this.#items[index];
    if (item === undefined) throw new RangeError("a mix has something in it");
    return item;
  }
}
