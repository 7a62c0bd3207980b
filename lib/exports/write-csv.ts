import "server-only";
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { keptFrom } from "@/lib/metering/kept-from";
import { type CsvOrder, csvPage, placesAfter, readAlone } from "./csv-page";
import { headerLine } from "./formats";
import { PagesAhead } from "./pages-ahead";

/** Small at first, so that the file begins at once. */
const usual = { first: 1_000, next: 10_000 };

export type CsvTotals = { rows: number; amountMicro: bigint; sha256: string };

/** How far down the log one look goes. */
const pagesAhead = 8;

/**
 * The file, piece by piece. No connection is held between two pieces, and no more than two pieces are read ahead while the
 * one before them is on its way. `told` hears what the whole file was, once all of it has been handed over.
 */
export async function* writeCsv(
  ctx: Context,
  order: CsvOrder,
  told: (totals: CsvTotals) => void,
  rowsAtOnce: { first: number; next: number } = usual,
): AsyncGenerator<Buffer, void> {
  const hash = createHash("sha256");
  let rows = 0;
  let amountMicro = 0n;
  let known = order;
  const leaving = new AbortController();
  const read = readAlone(leaving.signal);
  const ahead = new PagesAhead({
    page: (after) => csvPage(ctx, known, after, after ? rowsAtOnce.next : rowsAtOnce.first, read),
    places: (from) => placesAfter(ctx, order, from, { rows: rowsAtOnce.next, pages: pagesAhead }, leaving.signal),
  });
  try {
    let start = Buffer.from(headerLine(order.format));
    let page = await ahead.first();
    for (;;) {
      if (page.isQuoted) known = { ...order, isQuoted: true };
      if (page.next) ahead.expect(page.next);
      rows += page.rows;
      amountMicro += page.amountMicro;
      const piece = start.length > 0 ? Buffer.concat([start, page.lines]) : page.lines;
      start = Buffer.alloc(0);
      hash.update(piece);
      if (piece.length > 0) yield piece;
      if (!page.next) break;
      page = await ahead.next(page.next);
    }
    await stillSingle(ctx, order);
    told({ rows, amountMicro, sha256: hash.digest("hex") });
  } finally {
    // Whoever leaves early leaves when the database has answered: the connections are then free.
    leaving.abort();
    await ahead.leave();
  }
}

/** Items that were summarised while the file was on its way may be missing from it: then it must not look whole. */
async function stillSingle(ctx: Context, { filter }: CsvOrder): Promise<void> {
  const kept = await keptFrom(ctx, filter.from);
  if (kept === null || filter.from > filter.to) return;
  throw new Error(`Items before ${kept} were summarised while a file that begins on ${filter.from} was written.`);
}
