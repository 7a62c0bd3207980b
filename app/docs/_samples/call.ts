export type Call = { url: string; method: string; path: string; body?: unknown };

/** Every line but the first, further in. */
export function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}
