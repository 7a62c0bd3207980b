/** What one slice of one side did. */
export type Sample = { perSec: number; p50: number; p99: number };
export type Side = (forMs: number) => Promise<Sample>;
export type Medians<Name extends string> = Record<Name, Sample>;

/** So many callers, each asking again as soon as it was answered; `ask` says how many things it did. */
export async function closedLoop(callers: number, forMs: number, ask: () => Promise<number>): Promise<Sample> {
  const waits: number[] = [];
  let done = 0;
  const started = performance.now();
  async function caller(): Promise<void> {
    while (performance.now() - started < forMs) {
      const asked = performance.now();
      const did = await ask();
      done += did;
      waits.push(performance.now() - asked);
    }
  }
  await Promise.all(Array.from({ length: callers }, caller));
  return { perSec: (done / (performance.now() - started)) * 1_000, ...percentiles(waits) };
}

/** One caller; what `prepare` takes is not counted. */
export async function oneByOne<T>(
  forMs: number,
  prepare: () => T | Promise<T>,
  ask: (prepared: T) => Promise<number>,
): Promise<Sample> {
  const waits: number[] = [];
  let done = 0;
  let spent = 0;
  while (spent < forMs) {
    const prepared = await prepare();
    const asked = performance.now();
    const did = await ask(prepared);
    done += did;
    const wait = performance.now() - asked;
    waits.push(wait);
    spent += wait;
  }
  return { perSec: (done / spent) * 1_000, ...percentiles(waits) };
}

function percentiles(waits: number[]): Pick<Sample, "p50" | "p99"> {
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The sides take turns, round after round, so that whatever else the machine does falls on all of them. */
export async function interleaved<Name extends string>(
  sides: Record<Name, Side>,
  { rounds, sliceMs }: { rounds: number; sliceMs: number },
): Promise<Medians<Name>> {
  const names = Object.keys(sides) as Name[];
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (const name of names) await sides[name](Math.min(sliceMs, 400));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples.get(name)?.push(await sides[name](sliceMs));
  }
  const middle = (name: Name, pick: (sample: Sample) => number) => median((samples.get(name) ?? []).map(pick));
  const entries = names.map((name) => [
    name,
    {
      perSec: middle(name, ({ perSec }) => perSec),
      p50: middle(name, ({ p50 }) => p50),
      p99: middle(name, ({ p99 }) => p99),
    },
  ]);
  return Object.fromEntries(entries) as Medians<Name>;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
