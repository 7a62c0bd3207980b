import "server-only";
import { setImmediate } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { sellers } from "@/db/schema/catalogue";
import type { Context } from "@/lib/context";
import { zipFile } from "@/lib/zip";
import type { Invoice } from "./issue-invoice";
import { paperFile } from "./paper-file";
import type { Reader } from "./paper-words";
import { paperOf } from "./read-paper";

/** A year of a busy workspace; each takes some hundredths of a second to draw. */
export const mostZipped = 1_000;

/** One file of many documents, sent while it is being drawn. */
export async function* zippedPapers(
  ctx: Context,
  documents: readonly Invoice[],
  reader: Reader,
): AsyncGenerator<Buffer> {
  const zones = await zonesOf(ctx, [...new Set(documents.map(({ sellerId }) => sellerId))]);
  async function* drawn() {
    for (const document of documents) {
      // Others are answered between two of them.
      await setImmediate();
      yield await paperFile(paperOf(document, zones.get(document.sellerId) ?? "UTC"), reader);
    }
  }
  yield* zipFile(drawn(), ctx.now);
}

function zonesOf(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({ id: sellers.id, timeZone: sellers.timeZone })
      .from(sellers)
      .where(inArray(sellers.id, ids));
    return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
  });
}
