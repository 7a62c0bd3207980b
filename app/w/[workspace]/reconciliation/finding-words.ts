import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { StoredFinding } from "@/lib/reconciliation/data";

type Words = Translate<"reconciliation">;
type Unit = "credits" | "money" | "number" | "text";

const inCredits = [
  "journal-balanced",
  "journal-use-is-explained",
  "lot-whole",
  "lot-entry-balanced",
  "claim-and-lots",
  "paid-is-explained",
  "event-whole",
  "event-running-balance",
  "event-returned-once",
  "hold-sums-parts",
  "mark-effect",
  "purchase-granted",
];
const inMoney = ["journal-cost", "lot-cost", "purchase-invoiced", "purchase-received"];

const columns = [
  "plan",
  "promo",
  "wallet",
  "held",
  "debt",
  "used",
  "gone",
  "remaining",
  "granted",
  "moved",
  "amount",
  "cost",
  "events",
  "refused",
  "quantity",
  "items",
  "seq",
  "tx",
  "first_seq",
  "last_seq",
  "plan_used",
  "openings",
  "taken",
  "due",
  "kept",
  "indebted",
  "frozen",
  "refunded",
  "reversed",
] as const;

const tables = [
  "pockets",
  "journal",
  "lots",
  "lot_entries",
  "lot_claims",
  "usage_events",
  "usage_keys",
  "usage_returns",
  "usage_quarters",
  "usage_days",
  "usage_summaries",
  "posted_quarters",
  "budgets",
  "holds",
  "hold_parts",
  "outbox",
  "purchases",
  "payments",
  "invoices",
] as const;

export type ToldFinding = { row: string; reference: string; expected: string; found: string; by: string };

/** A wrong row in words and figures: which one, what it should say and what it says. */
export function toldFinding(finding: StoredFinding, fmt: Formatter, t: Words): ToldFinding {
  const { reference, column } = partsOf(finding.key);
  const unit = unitOf(finding, column);
  const table = tables.find((one) => one === finding.table);
  const of = columns.find((one) => one === nameOf(column));
  const row = table ? t(`tables.${table}`) : finding.table;
  return {
    row: of ? t("rowOf", { row, column: t(`columns.${of}`) }) : row,
    reference: of || !column ? reference : finding.key,
    expected: figureOf(finding.expected, unit, fmt, t),
    found: figureOf(finding.found, unit, fmt, t),
    by: differenceOf(finding, unit, fmt),
  };
}

/** "tx 5 main wallet_micro": the row, and the column at its end. */
function partsOf(key: string): { reference: string; column: string } {
  const words = key.split(" ");
  const last = words.at(-1) ?? "";
  const isColumn = columns.some((one) => one === nameOf(last)) && words.length > 1;
  return isColumn ? { reference: words.slice(0, -1).join(" "), column: last } : { reference: key, column: "" };
}

function nameOf(column: string): string {
  return column.replace(/_(micro|minor)$/, "").replace(/_after$/, "");
}

function unitOf({ rule, key, expected, found }: StoredFinding, column: string): Unit {
  const figures = [expected, found].every((value) => value === null || /^-?\d+$/.test(value));
  if (!figures) return "text";
  if (column.endsWith("_micro") || key.endsWith("_micro") || (!column && inCredits.includes(rule))) return "credits";
  if (column.endsWith("_minor") || inMoney.includes(rule)) return "money";
  return "number";
}

function figureOf(value: string | null, unit: Unit, fmt: Formatter, t: Words): string {
  if (value === null) return t("nothing");
  switch (unit) {
    case "credits":
      return fmt.credits(BigInt(value));
    case "money":
      return fmt.money(BigInt(value));
    case "number":
      return fmt.number(BigInt(value));
    default:
      return value;
  }
}

function differenceOf({ expected, found }: StoredFinding, unit: Unit, fmt: Formatter): string {
  if (unit === "text" || expected === null || found === null) return "–";
  const by = BigInt(found) - BigInt(expected);
  if (unit === "credits") return fmt.credits(by, { sign: "always" });
  if (unit === "money") return fmt.money(by, undefined, { sign: "always" });
  return `${by > 0n ? "+" : ""}${fmt.number(by)}`;
}
