import { columns } from "./formats";

const [comma, quote, cr, lf] = [0x2c, 0x22, 0x0d, 0x0a];

/**
 * Whether lines that were written without a look at their cells are what they would be with one: no quote in them, no line
 * break but at their ends, and as many commas as there are columns to part. Only for the standard dialect.
 */
export function isBare(lines: Uint8Array, rows: number): boolean {
  let commas = 0;
  let breaks = 0;
  let returns = 0;
  // By index, because an iterator takes four times as long and this is read of every byte that is sent.
  for (let i = 0; i < lines.length; i++) {
    const code = lines[i] as number;
    if (code > comma) continue;
    if (code === comma) commas += 1;
    else if (code === quote) return false;
    else if (code === cr) returns += 1;
    else if (code === lf) breaks += 1;
  }
  return commas === rows * (columns.length - 1) && breaks === rows && returns === rows;
}
