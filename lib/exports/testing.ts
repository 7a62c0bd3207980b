import { parseCredits } from "@/lib/credits";
import type { Dialect } from "./formats";
import { dialects } from "./formats";

/** RFC 4180, read as strictly as it is written: a cell that breaks it is thrown at whoever wrote it. */
export function readCsv(whole: string, { separator, mark }: Pick<Dialect, "separator" | "mark"> = dialects.standard) {
  if (!whole.startsWith(mark)) throw new Error("The file does not begin with its mark.");
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, "y");
  const rows: string[][] = [];
  let row: string[] = [];
  cell.lastIndex = mark.length;
  while (cell.lastIndex < whole.length) {
    const at = cell.lastIndex;
    const found = cell.exec(whole);
    if (!found) throw new Error(`This is not CSV: ${JSON.stringify(whole.slice(at, at + 80))}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== separator) {
      rows.push(row);
      row = [];
    }
  }
  const [header = [], ...lines] = rows;
  return lines.map((line) => {
    if (line.length !== header.length) throw new Error(`${line.length} cells under ${header.length} columns.`);
    return Object.fromEntries(header.map((name, i) => [name, line[i] ?? ""]));
  });
}

export async function wholeOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

export function sumOf(rows: readonly Record<string, string>[], column = "credits_used"): bigint {
  return rows.reduce((sum, row) => {
    const micro = parseCredits((row[column] ?? "").replace(",", "."));
    if (micro === null) throw new Error(`This is no amount: ${row[column]}`);
    return sum + micro;
  }, 0n);
}
