import { Refusal } from "./refusal";

/** Where a page ended, in a form nobody is tempted to take apart. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Each part as its pattern wants it; anything else was not made by us. */
export function readCursor(text: string | undefined, ...patterns: readonly RegExp[]): string[] | null {
  if (text === undefined) return null;
  const parts = partsOf(text);
  const fits = parts.length === patterns.length && patterns.every((pattern, i) => pattern.test(parts[i] ?? ""));
  if (!fits) throw new Refusal("invalid", { param: "cursor", sentence: "problems.cursor" });
  return parts;
}

function partsOf(text: string): string[] {
  try {
    const found: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(found) ? found.map(String) : [];
  } catch {
    return [];
  }
}
