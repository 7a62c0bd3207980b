import { type SQL, sql } from "drizzle-orm";
import type { Sight } from "@/lib/metering/mask-recipient";
import { creditsCell, jsonCell, needsQuotes, textCell, utcCell, zonedCell } from "./cells";
import type { Dialect } from "./formats";
import { maskedCell } from "./mask-cell";

/**
 * One event as one line, of a row `p` of the log with `is_returned` and `return_reason`. What was given back was not used,
 * so that the column adds up to the total on screen; a debt is part of the wallet that pays it.
 */
export function csvLine(dialect: Dialect, recipients: Sight): SQL {
  const recipient = recipients === "masked" ? maskedCell(sql`p.recipient`) : sql`p.recipient`;
  const status = sql`case when p.refusal is not null then 'refused' when p.is_returned then 'returned' else 'charged' end`;
  const reason = sql`coalesce(p.refusal, p.return_reason)`;
  const free = [
    sql`p.external_id`,
    sql`p.feature`,
    sql`p.agent_id`,
    sql`p.number_id`,
    sql`p.used_by`,
    sql`p.reference`,
  ];
  const line = (text: (cell: SQL) => SQL) =>
    cells(dialect, [
      sql`coalesce(${text(sql`p.external_id`)}, p.key::text)`,
      zonedCell(sql`p.occurred_at`),
      utcCell(sql`p.occurred_at`),
      sql`p.channel`,
      sql`p.direction`,
      sql`p.kind`,
      text(recipient),
      sql`p.country`,
      text(sql`p.feature`),
      text(sql`p.agent_id`),
      text(sql`p.number_id`),
      text(sql`p.used_by`),
      status,
      text(reason),
      sql`p.quantity`,
      ...amounts(dialect),
      text(sql`p.reference`),
      jsonCell(sql`p.tags`),
    ]);
  const careful = line((cell) => textCell(cell, dialect));
  if (dialect.isGuarded) return careful;
  // One look at all the texts of a row is cheaper than one at each, and hardly ever finds anything.
  const all = sql.join([...free, sql`p.recipient`, sql`p.return_reason`], sql`, `);
  return sql`case when concat(${all}) ~ ${needsQuotes} then ${careful} else ${line((cell) => cell)} end`;
}

function amounts(dialect: Dialect): SQL[] {
  const used = [
    sql`p.amount_micro`,
    sql`p.plan_micro`,
    sql`(p.wallet_micro + p.debt_micro)`,
    sql`p.promo_micro`,
    sql`p.number_micro`,
  ];
  return used.map((micro) => sql`case when p.is_returned then '0' else ${creditsCell(micro, dialect)} end`);
}

function cells({ separator }: Dialect, all: readonly SQL[]): SQL {
  return sql`concat(${sql.join([...all], sql.raw(`, '${separator}', `))})`;
}
