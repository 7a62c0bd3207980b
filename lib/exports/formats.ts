/**
 * How a file writes its cells. `standard` is for programs: comma, dot, every cell as it is. The others open by a double
 * click in a spreadsheet with English, Portuguese or Indonesian settings, and no cell of theirs is run as a formula.
 */
export const csvFormats = ["standard", "spreadsheet_en", "spreadsheet_pt", "spreadsheet_id"] as const;
export type CsvFormat = (typeof csvFormats)[number];

export type Dialect = { separator: "," | ";"; decimal: "." | ","; mark: string; isGuarded: boolean };

/** Without it a spreadsheet takes the file for one in the computer's own old alphabet. */
const byteOrderMark = "\ufeff";
const spreadsheet = { mark: byteOrderMark, isGuarded: true } as const;
const withCommas: Dialect = { ...spreadsheet, separator: ";", decimal: "," };

export const dialects: Record<CsvFormat, Dialect> = {
  standard: { separator: ",", decimal: ".", mark: "", isGuarded: false },
  spreadsheet_en: { ...spreadsheet, separator: ",", decimal: "." },
  spreadsheet_pt: withCommas,
  spreadsheet_id: withCommas,
};

export const columns = [
  "id",
  "timestamp",
  "timestamp_utc",
  "channel",
  "direction",
  "kind",
  "recipient",
  "country",
  "feature",
  "agent",
  "number",
  "user",
  "status",
  "reason",
  "units",
  "credits_used",
  "plan_credits",
  "wallet_credits",
  "promo_credits",
  "number_credits",
  "reference",
  "tags",
];

/** The first line, the same in every format but for what separates. */
export function headerLine(format: CsvFormat): string {
  const { mark, separator } = dialects[format];
  return `${mark}${columns.join(separator)}\r\n`;
}
