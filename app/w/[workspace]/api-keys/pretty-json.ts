/** JSON over several lines, digit for digit as it was written: reading it into numbers could change them. */
export function prettyJson(text: string): string {
  let depth = 0;
  let out = "";
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|\[\]|\{\}|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    if (token === "}" || token === "]") out += `\n${"  ".repeat(--depth)}`;
    out += token === ":" ? ": " : token;
    if (token === "{" || token === "[") out += `\n${"  ".repeat(++depth)}`;
    if (token === ",") out += `\n${"  ".repeat(depth)}`;
  }
  return out;
}
