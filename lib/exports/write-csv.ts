import "server-only";
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { type CsvOrder, csvPage, readAlone } from "./csv-page";
import { headerLine } from "./formats";

/** Small at first, so that the file begins at once. */
const usual = { first: 1_000, next: 10_000 };

export type CsvTotals = { rows: number; amountMicro: bigint; sha256: string };

/**
 * The file, piece by piece. No connection is held between two pieces, and one piece is read ahead while the one before it
 * is on its way, never more. `told` hears what the whole file was, once all of it has been handed over.
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
  const leaving = new AbortController();
  const read = readAlone(leaving.signal);
  let ahead = csvPage(ctx, order, null, rowsAtOnce.first, read);
  try {
    let start = Buffer.from(headerLine(order.format));
    for (;;) {
      const page = await ahead;
      if (page.next) {
        ahead = csvPage(ctx, page.isQuoted ? { ...order, isQuoted: true } : order, page.next, rowsAtOnce.next, read);
        // Awaited in its turn; until then a failure must not count as one that nobody hears.
        ahead.catch(() => undefined);
      }
      rows += page.rows;
      amountMicro += page.amountMicro;
      const piece = start.length > 0 ? Buffer.concat([start, page.lines]) : page.lines;
      start = Buffer.alloc(0);
      hash.update(piece);
      if (piece.length > 0) yield piece;
      if (!page.next) break;
    }
    told({ rows, amountMicro, sha256: hash.digest("hex") });
  } finally {
    // Whoever leaves early leaves when the database has answered: the connection is then free.
    leaving.abort();
    await ahead.catch(() => undefined);
  }
}
