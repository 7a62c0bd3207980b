import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { bookChecks } from "@/db/schema/work";
import type { Context } from "@/lib/context";

export type { StoredFinding } from "@/db/schema/work";

export type BookCheck = typeof bookChecks.$inferSelect;
export type BookChecks = {
  /** Being looked at, or about to be. */
  underWay: BookCheck | null;
  /** The last one that came to a verdict: it stands until another one does. */
  verdict: BookCheck | null;
  /** The one that is asked for, or else the verdict. */
  shown: BookCheck | null;
  runs: BookCheck[];
};

const most = 24;

/** The last looks at this workspace's books, the latest first. */
export function readBookChecks(ctx: Context, wanted: string | null): Promise<BookChecks> {
  return inWorkspace(ctx, async (tx) => {
    const here = eq(bookChecks.workspaceId, ctx.workspaceId);
    // Of two looks the one that ended later says how the books are now, whichever was asked for first.
    const latest = (where = here, limit = 1) =>
      tx
        .select()
        .from(bookChecks)
        .where(where)
        .orderBy(sql`${bookChecks.finishedAt} desc nulls first`, desc(bookChecks.askedAt))
        .limit(limit);
    const runs = await latest(here, most);
    const [underWay = null] = await latest(and(here, inArray(bookChecks.state, ["waiting", "running"])));
    const [verdict = null] = await latest(and(here, eq(bookChecks.state, "done")));
    const [asked = null] = wanted ? await latest(and(here, eq(bookChecks.id, wanted))) : [];
    return { underWay, verdict, shown: asked ?? verdict, runs };
  });
}
