import "server-only";
import type { Context } from "@/lib/context";
import { creditsToDecimal } from "@/lib/credits";
import { type CsvCell, csvLine } from "@/lib/csv";
import { type LocalDay, localDay, localTime, offsetText } from "@/lib/time";
import { actorNames } from "./actor-names";
import { listEntries } from "./list-entries";
import type { Period } from "./period";
import { readStatement, type Statement } from "./read-statement";

const columns = [
  "date",
  "timestamp",
  "timestamp_utc",
  "type",
  "channel",
  "items",
  "entry",
  "actor",
  "reference",
  "credits",
  "on_hold",
  "balance",
] as const;

type Row = { [name in (typeof columns)[number]]?: CsvCell };

const atOnce = 2_000;

/**
 * The statement as a file, the oldest line first: what `credits` sums to is closing less opening balance. `on_hold` is told
 * beside it, because it is in no balance.
 */
export async function* statementCsv(
  ctx: Context,
  period: Period,
  by: "days" | "entries",
): AsyncGenerator<Buffer, void> {
  const statement = await readStatement(ctx, period);
  yield Buffer.from(`${columns.join(",")}\r\n${written([edge("opening", statement)])}`);
  if (by === "days") yield Buffer.from(written(await dayRows(ctx, statement)));
  else yield* entryRows(ctx, statement);
  yield Buffer.from(written([edge("closing", statement)]));
}

async function dayRows(ctx: Context, { lines, period }: Statement): Promise<Row[]> {
  const names = await actorNames(
    ctx,
    lines.flatMap((line) => (line.rolled === null ? [line.actor] : [])),
  );
  return lines.map((line) => {
    const figures = { date: line.day, credits: amount(line.amountMicro), balance: amount(line.balanceMicro) };
    if (line.rolled !== null) {
      return { ...figures, type: line.rolled, channel: line.channel, items: { figure: line.items } };
    }
    return { ...figures, ...single(line, period, names) };
  });
}

async function* entryRows(ctx: Context, { period, closing }: Statement): AsyncGenerator<Buffer, void> {
  for (let after: bigint | null = null; ; ) {
    const page = await listEntries(ctx, period, { after, limit: atOnce, oldestFirst: true, upTo: closing.tx });
    const names = await actorNames(
      ctx,
      page.entries.map(({ actor }) => actor),
    );
    const rows = page.entries.map(
      (entry): Row => ({
        ...single(entry, period, names),
        date: localDay(entry.at, period.timeZone),
        items: entry.items > 0 ? { figure: entry.items } : null,
        credits: amount(entry.amountMicro),
        on_hold: entry.heldMicro === 0n ? null : amount(entry.heldMicro),
        balance: amount(entry.balanceMicro),
      }),
    );
    yield Buffer.from(written(rows));
    after = page.next;
    if (after === null) return;
  }
}

type Single = { tx: bigint; kind: string; at: Date; actor: string; reference: string | null };

function single(
  { tx, kind, at, actor, reference }: Single,
  { timeZone }: Period,
  names: ReadonlyMap<string, string>,
): Row {
  return {
    timestamp: `${localTime(at, timeZone)}${offsetText(at, timeZone)}`,
    timestamp_utc: at.toISOString(),
    type: kind,
    entry: { figure: tx },
    actor: names.get(actor.split(":")[1] ?? "") ?? actor,
    reference,
  };
}

function edge(which: "opening" | "closing", statement: Statement): Row {
  const day: LocalDay = which === "opening" ? statement.period.from : statement.period.to;
  return { date: day, type: which, balance: amount(statement[which].totalMicro) };
}

function amount(micro: bigint): CsvCell {
  return { figure: creditsToDecimal(micro) };
}

/** For spreadsheets: names and references are other people's words, and none of them is run as a formula. */
function written(rows: readonly Row[]): string {
  return rows
    .map((row) =>
      csvLine(
        columns.map((name) => row[name] ?? null),
        { formulaSafe: true },
      ),
    )
    .join("");
}
