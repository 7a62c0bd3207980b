/**
 * How well an entry answers what was typed: whole beginnings of words, in one of its names or over all of them, and then
 * parts of words. Letters merely scattered over its names are no answer; accents may be left out.
 */
export function paletteScore(value: string, search: string, keywords: readonly string[] = []): number {
  const wanted = wordsOf(search);
  const names = [value, ...keywords].map(wordsOf);
  const begins = (words: readonly string[]) => wanted.every((word) => words.some((one) => one.startsWith(word)));
  if (names.slice(0, 1).some(begins)) return 1;
  if (names.some(begins)) return 0.8;
  if (begins(names.flat())) return 0.5;
  const whole = names.flat().join(" ");
  return wanted.every((word) => whole.includes(word)) ? 0.2 : 0;
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
