import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { type LocalDay, localDay } from "@/lib/time";

/** The day of the workspace's first transaction; null while nothing has moved. */
export function firstDay(ctx: Context, timeZone: string): Promise<LocalDay | null> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ at: string }>(
      sql`select at::text as at from journal where workspace_id = ${ctx.workspaceId} order by at limit 1`,
    );
    return row ? localDay(new Date(row.at), timeZone) : null;
  });
}
