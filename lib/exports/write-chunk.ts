import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { usageExportChunks, usageExports } from "@/db/schema/exports";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { type CsvOrder, csvPage, readJoined } from "./csv-page";
import { headerLine } from "./formats";

export type ExportRow = typeof usageExports.$inferSelect;

const firstRows = 1_000;
const chunkRows = 10_000;

/**
 * Writes the next piece of a file and where it ends, in one transaction under the lock of its row: whoever writes, however
 * often and from wherever, each line is written once. Null when there is nothing to write: done, cancelled or gone.
 */
export function writeChunk(ctx: Context, id: string): Promise<ExportRow | null> {
  return inWorkspace(ctx, async (tx) => {
    const row = await lockedExport(ctx, tx, id);
    if (!row || (row.state !== "waiting" && row.state !== "writing")) return null;
    const n = row.chunks;
    const after =
      row.afterMicros === null || row.afterKey === null
        ? null
        : { atMicros: String(row.afterMicros), key: row.afterKey };
    const page = await csvPage({ ...ctx, db: tx }, orderOf(row), after, n === 0 ? firstRows : chunkRows, readJoined);
    const header = Buffer.from(n === 0 ? headerLine(orderOf(row).format) : "");
    const text = Buffer.concat([header, page.lines]);
    const mine = { workspaceId: ctx.workspaceId, exportId: id, n };
    await tx.insert(usageExportChunks).values({ ...mine, data: await promisify(gzip)(text) });
    const isLast = page.next === null;
    const written = {
      state: "writing" as const,
      rows: row.rows + page.rows,
      amountMicro: row.amountMicro + page.amountMicro,
      bytes: row.bytes + text.length,
      chunks: n + 1,
      afterMicros: page.next && BigInt(page.next.atMicros),
      afterKey: page.next?.key ?? null,
      failures: 0,
      updatedAt: ctx.now,
    };
    const done = isLast && {
      state: "done" as const,
      sha256: await wholeHash(ctx, tx, id, n + 1),
      finishedAt: ctx.now,
    };
    const [changed] = await tx
      .update(usageExports)
      .set({ ...written, ...done })
      .where(isExport(ctx, id))
      .returning();
    invariant(changed, "a locked row is there");
    return changed;
  });
}

/** A hash cannot be put down and taken up again by another process, so it is taken of all pieces in the end. */
async function wholeHash(ctx: Context, tx: Db, id: string, chunks: number): Promise<string> {
  const hash = createHash("sha256");
  for (let n = 0; n < chunks; n++) {
    const piece = await readChunk({ ...ctx, db: tx }, id, n);
    invariant(piece, "every piece before the last is there");
    hash.update(piece);
  }
  return hash.digest("hex");
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

function orderOf(row: ExportRow): CsvOrder {
  return {
    place: { timeZone: row.timeZone, country: row.country },
    filter: row.filter as CsvOrder["filter"],
    format: row.format as CsvOrder["format"],
    zone: row.zone,
    recipients: row.recipients,
    sight: row.sight,
    moment: { snapshot: row.snapshot, at: row.seenAt },
    isQuoted: true,
  };
}
