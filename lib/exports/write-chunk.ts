import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { usageExportChunks, usageExports } from "@/db/schema/exports";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { singleDays } from "@/lib/metering/kept-from";
import type { UsageCursor } from "@/lib/metering/list-usage";
import { type CsvOrder, csvPage, readJoined } from "./csv-page";
import { headerLine } from "./formats";

export type ExportRow = typeof usageExports.$inferSelect;

const firstRows = 1_000;
const chunkRows = 10_000;

/**
 * Writes the next piece of a file and where it ends. The piece is read and compressed before the row is locked, so that
 * whoever wants to cancel never waits for it; under the lock it counts only if nobody else has written it meanwhile.
 * However many write, and however often they die, each line is written once. Null when there is nothing to write: done,
 * cancelled or gone.
 */
export async function writeChunk(ctx: Context, id: string): Promise<ExportRow | null> {
  const [seen] = await inWorkspace(ctx, (tx) => tx.select().from(usageExports).where(isExport(ctx, id)));
  if (!seen || !isOpen(seen)) return null;
  const n = seen.chunks;
  const order = await orderOf(ctx, seen);
  const page = await csvPage(ctx, order, endOf(seen), n === 0 ? firstRows : chunkRows, readJoined);
  const text = Buffer.concat([Buffer.from(n === 0 ? headerLine(order.format) : ""), page.lines]);
  const data = await promisify(gzip)(text);
  const sha256 = page.next === null ? await wholeHash(ctx, id, n, text) : null;
  return inWorkspace(ctx, async (tx) => {
    const row = await lockedExport(ctx, tx, id);
    if (!row || !isOpen(row)) return null;
    if (row.chunks !== n) return row;
    await tx.insert(usageExportChunks).values({ workspaceId: ctx.workspaceId, exportId: id, n, data });
    const [changed] = await tx
      .update(usageExports)
      .set({
        state: sha256 === null ? "writing" : "done",
        rows: row.rows + page.rows,
        amountMicro: row.amountMicro + page.amountMicro,
        bytes: row.bytes + text.length,
        chunks: n + 1,
        afterMicros: page.next && BigInt(page.next.atMicros),
        afterKey: page.next?.key ?? null,
        sha256,
        failures: 0,
        updatedAt: ctx.now,
        finishedAt: sha256 === null ? null : ctx.now,
      })
      .where(isExport(ctx, id))
      .returning();
    invariant(changed, "a locked row is there");
    return changed;
  });
}

function isOpen({ state }: ExportRow): boolean {
  return state === "waiting" || state === "writing";
}

function endOf({ afterMicros, afterKey }: ExportRow): UsageCursor | null {
  return afterMicros === null || afterKey === null ? null : { atMicros: String(afterMicros), key: afterKey };
}

/** A hash cannot be put down and taken up again by another process, so it is taken of all pieces in the end. */
async function wholeHash(ctx: Context, id: string, chunks: number, last: Buffer): Promise<string> {
  const hash = createHash("sha256");
  for (let n = 0; n < chunks; n++) {
    const piece = await readChunk(ctx, id, n);
    invariant(piece, "every piece before the last is there");
    hash.update(piece);
  }
  return hash.update(last).digest("hex");
}

export function readChunk(ctx: Context, id: string, n: number): Promise<Buffer | null> {
  return inWorkspace(ctx, async (tx) => {
    const { workspaceId, exportId, n: number, data } = usageExportChunks;
    const [chunk] = await tx
      .select({ data })
      .from(usageExportChunks)
      .where(and(eq(workspaceId, ctx.workspaceId), eq(exportId, id), eq(number, n)));
    return chunk ? await promisify(gunzip)(chunk.data) : null;
  });
}

export async function lockedExport(ctx: Context, tx: Db, id: string): Promise<ExportRow | undefined> {
  const [row] = await tx.select().from(usageExports).where(isExport(ctx, id)).for("update");
  return row;
}

export function isExport(ctx: Context, id: string) {
  return and(eq(usageExports.workspaceId, ctx.workspaceId), eq(usageExports.id, id));
}

async function orderOf(ctx: Context, row: ExportRow): Promise<CsvOrder> {
  return {
    place: { timeZone: row.timeZone, country: row.country },
    filter: await singleDays(ctx, row.filter as CsvOrder["filter"]),
    sort: row.sort,
    format: row.format as CsvOrder["format"],
    zone: row.zone,
    recipients: row.recipients,
    sight: row.sight,
    moment: { snapshot: row.snapshot, at: row.seenAt },
    isQuoted: true,
  };
}
