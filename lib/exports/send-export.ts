import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readExport } from "./data";
import { type ExportRow, readChunk, writeChunk } from "./write-chunk";

/**
 * The file as its reader takes it: pieces that are there, and of a small file the ones that are not, which are written as
 * they are sent. Whoever else writes the same file at that moment is waited for, and their pieces are sent.
 */
export async function* sendExport(ctx: Context, row: ExportRow): AsyncGenerator<Buffer, void> {
  let current = row;
  for (let n = 0; ; n++) {
    while (n >= current.chunks) {
      if (current.state === "done") return;
      const written = await writeChunk(ctx, row.id);
      if (!written) current = await stillThere(ctx, row.id);
      else current = written;
    }
    const piece = await readChunk(ctx, row.id, n);
    if (!piece) throw new AppError("gone", "export_gone");
    yield piece;
  }
}

/** Somebody else has finished it, or it was stopped: then the file breaks off and is not taken for a whole one. */
async function stillThere(ctx: Context, id: string): Promise<ExportRow> {
  const row = await readExport(ctx, id);
  if (row.state !== "done") throw new AppError("gone", "export_stopped");
  return row;
}
