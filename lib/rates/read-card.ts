import { parseCredits } from "@/lib/credits";
import { isCountry } from "@/lib/workspaces/countries";
import { channels, directions } from "./channels";
import type { Rate } from "./rate";
import { readCsv } from "./read-csv";

/** The columns a card has as a file; what else stands there is left alone. */
export const cardColumns = [
  "channel",
  "direction",
  "category",
  "destination",
  "unit",
  "credits",
  "increment",
  "minimum",
  "rounding",
] as const;

type Column = (typeof cardColumns)[number];

/** `line` counts as an editor does; `problem` is a message of the operator's rates. */
export type LineProblem = { line: number; problem: Problem; text: string };
type Problem = Column | "header" | "cells" | "twice" | "empty" | "many";

export type ReadCard = { rates: Rate[]; problems: LineProblem[] };

const most = 5_000;

/** Every line is looked at, and everything that is wrong is told at once. */
export function readCard(text: string): ReadCard {
  const [head, ...lines] = readCsv(text);
  const missing = cardColumns.filter((column) => !head?.cells.includes(column));
  if (!head || missing.length > 0) {
    return { rates: [], problems: [{ line: 1, problem: "header", text: missing.join(", ") }] };
  }
  if (lines.length === 0) return { rates: [], problems: [{ line: 1, problem: "empty", text: "" }] };
  if (lines.length > most) return { rates: [], problems: [{ line: most + 2, problem: "many", text: String(most) }] };
  const at = new Map(cardColumns.map((column) => [column, head.cells.indexOf(column)]));
  const seen = new Set<string>();
  const read: ReadCard = { rates: [], problems: [] };
  lines.forEach(({ line, cells }, i) => {
    const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? "").trim();
    const problem = cells.length === head.cells.length ? problemOf(cell) : "cells";
    const key = [cell("channel"), cell("direction"), cell("category"), cell("destination")].join(" ");
    const told = problem ?? (seen.has(key) ? "twice" : null);
    seen.add(key);
    if (told) read.problems.push({ line, problem: told, text: told in rules ? cell(told as Column) : key.trim() });
    else read.rates.push(rateOf(cell, i));
  });
  return read;
}

const whole = (least: number) => (text: string) =>
  /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= 86_400;
const among = (known: readonly string[]) => (text: string) => known.includes(text);

const rules: Record<Column, (text: string) => boolean> = {
  channel: among(channels),
  direction: among(directions),
  category: (text) => /^[a-z0-9_-]{0,40}$/.test(text),
  destination: (text) => text === "*" || isCountry(text) || /^\+[1-9][0-9]{0,14}$/.test(text),
  unit: among(["message", "part", "minute", "call"]),
  credits: (text) => {
    const micro = parseCredits(text);
    return micro !== null && micro >= 0n && micro <= 10n ** 12n;
  },
  increment: whole(1),
  minimum: whole(0),
  rounding: among(["up", "nearest"]),
};

function problemOf(cell: (column: Column) => string): Column | null {
  return cardColumns.find((column) => !rules[column](cell(column))) ?? null;
}

function rateOf(cell: (column: Column) => string, index: number): Rate {
  return {
    id: `rate_${String(index + 1).padStart(4, "0")}`,
    channel: cell("channel"),
    direction: cell("direction") as Rate["direction"],
    category: cell("category"),
    destination: cell("destination"),
    unit: cell("unit") as Rate["unit"],
    priceMicro: parseCredits(cell("credits")) ?? 0n,
    increment: Number(cell("increment")),
    minimum: Number(cell("minimum")),
    rounding: cell("rounding") as Rate["rounding"],
  };
}
