import "server-only";
import { createHash } from "node:crypto";
import { Turnstile } from "@/db/turnstile";
import type { Context } from "@/lib/context";
import { type CsvOrder, type CsvPage, csvPage } from "./csv-page";
import { headerLine } from "./formats";

/** Small at first, so that the file begins at once. */
const usual = { first: 1_000, next: 10_000 };

/** All files of this process together never take more of its connections than this. */
const writing = new Turnstile(3, 60_000);

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
  const piece = (text: string) => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    return bytes;
  };
  let rows = 0;
  let amountMicro = 0n;
  let ahead = readPage(ctx, order, null, rowsAtOnce.first);
  try {
    let start = headerLine(order.format);
    for (;;) {
      const page = await ahead;
      if (page.next) {
        ahead = readPage(ctx, order, page.next, rowsAtOnce.next);
        // Awaited in its turn; until then a failure must not count as one that nobody hears.
        ahead.catch(() => undefined);
      }
      rows += page.rows;
      amountMicro += page.amountMicro;
      yield piece(start + page.text);
      if (!page.next) break;
      start = "";
    }
    told({ rows, amountMicro, sha256: hash.digest("hex") });
  } finally {
    // Whoever leaves early leaves when the database has answered: the connection is then free.
    await ahead.catch(() => undefined);
  }
}

async function readPage(ctx: Context, order: CsvOrder, after: CsvPage["next"], limit: number): Promise<CsvPage> {
  const leave = await writing.enter();
  try {
    return await csvPage(ctx, order, after, limit);
  } finally {
    leave();
  }
}
