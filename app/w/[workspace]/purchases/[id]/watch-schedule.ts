/** After five minutes a page that nobody has left for them stops asking; a mail tells the rest. */
export const watchedMs = 5 * 60_000;

/** Every second ten times, every other second thirty times, then every five. */
export function pauseBefore(asked: number): number {
  if (asked < 10) return 1_000;
  return asked < 40 ? 2_000 : 5_000;
}
