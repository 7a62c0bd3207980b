export type CsvLine = { line: number; cells: string[] };

/** RFC 4180, with commas, semicolons or tabs, as spreadsheets save it; empty lines are left out. */
export function readCsv(text: string): CsvLine[] {
  const plain = text.replace(/^\uFEFF/, "");
  const [first = ""] = plain.split(/\r?\n/, 1);
  const mark = [",", ";", "\t"].find((one) => first.includes(one)) ?? ",";
  const lines: CsvLine[] = [];
  let row: CsvLine = { line: 1, cells: [] };
  let cell = "";
  let quoted = false;
  let line = 1;
  const endCell = () => {
    row.cells.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((one) => one.trim() !== "")) lines.push(row);
    row = { line: line + 1, cells: [] };
  };
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === mark) endCell();
    else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
    if (sign === "\n") line++;
  }
  endRow();
  return lines;
}
