/** A figure is written as it is; a text may be quoted, and in a spreadsheet's file made harmless. */
export type CsvCell = string | null | { figure: string | number | bigint };

type CsvOptions = {
  /** For files that open in a spreadsheet: a text that it would take for a formula begins with an apostrophe. */
  formulaSafe?: boolean;
};

/** One line after RFC 4180, its end included. */
export function csvLine(cells: readonly CsvCell[], options: CsvOptions = {}): string {
  return `${cells.map((cell) => written(cell, options)).join(",")}\r\n`;
}

function written(cell: CsvCell, { formulaSafe = false }: CsvOptions): string {
  if (cell === null) return "";
  if (typeof cell === "object") return String(cell.figure);
  const text = formulaSafe && /^\s*[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
