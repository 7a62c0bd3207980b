import "server-only";
import { and, eq, inArray, lt, lte, ne } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { usageExportChunks, usageExports } from "@/db/schema/exports";
import { log } from "@/lib/log";

const rememberedMs = 30 * 86_400_000;

/** Takes files away whose week is over. That there was one is remembered for a month more. */
export async function expireExports(db: Db, now: Date): Promise<number> {
  return inSystem(db, async (tx) => {
    const gone = await tx
      .update(usageExports)
      .set({ state: "expired", updatedAt: now })
      .where(and(ne(usageExports.state, "expired"), lte(usageExports.expiresAt, now)))
      .returning({ workspaceId: usageExports.workspaceId, id: usageExports.id });
    for (const { workspaceId, id } of gone) {
      await tx
        .delete(usageExportChunks)
        .where(and(eq(usageExportChunks.workspaceId, workspaceId), eq(usageExportChunks.exportId, id)));
    }
    const forgotten = new Date(now.getTime() - rememberedMs);
    await tx
      .delete(usageExports)
      .where(and(inArray(usageExports.state, ["expired"]), lt(usageExports.expiresAt, forgotten)));
    if (gone.length > 0) log.info({ exports: gone.length }, "exports taken away after their week");
    return gone.length;
  });
}
