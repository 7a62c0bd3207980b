import { type SQL, sql } from "drizzle-orm";
import type { Dialect } from "./formats";

/** Blanks of every kind, which a spreadsheet passes over before it looks for a formula. */
const blanks = " \\u00a0\\u1680\\u180e\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff";
/** Also as wide letters, which some spreadsheets read as the narrow ones. */
const beginsFormula = `^[${blanks}]*[-=+@\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b]`;
const controls = "[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]+";

/** What takes quotes, by RFC 4180; in a spreadsheet's format both separators, whatever its reader's settings split at. */
export const needsQuotes = { program: '[",\\r\\n]', spreadsheet: '[",;\\r\\n]' };

/** A cell of text. In a spreadsheet's format it stays one line, and what would be a formula is shown instead of run. */
export function textCell(text: SQL, { isGuarded }: Dialect): SQL {
  return isGuarded ? quoted(guarded(text), needsQuotes.spreadsheet) : quoted(text, needsQuotes.program);
}

function guarded(text: SQL): SQL {
  const line = sql`regexp_replace(${text}, ${controls}, ' ', 'g')`;
  return sql`case when ${line} ~ ${beginsFormula} then '''' || ${line} else ${line} end`;
}

function quoted(text: SQL, needs: string): SQL {
  return sql`case when ${text} ~ ${needs} then '"' || replace(${text}, '"', '""') || '"' else ${text} end`;
}

/** Always quoted: JSON cannot do without quotes. */
export function jsonCell(value: SQL): SQL {
  return sql`'"' || replace(${value}::text, '"', '""') || '"'`;
}

/** Credits of a column in millionths: no thousands, no more digits than it needs. Never guarded, or it would be a text. */
export function creditsCell(micro: SQL, { decimal }: Dialect): SQL {
  return sql`case when ${micro} = 0 then '0' when ${micro} % 1000000 = 0 then (${micro} / 1000000)::text
    else rtrim((${micro} / 1000000) || ${sql.raw(`'${decimal}'`)} || lpad((${micro} % 1000000)::text, 6, '0'), '0') end`;
}

/** To the millisecond, with the offset that the session's zone has at that moment. */
export function zonedCell(moment: SQL): SQL {
  return sql`to_char(${moment}, 'YYYY-MM-DD"T"HH24:MI:SS.MSTZH:TZM')`;
}

export function utcCell(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
