import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { usageExports } from "@/db/schema/exports";
import { users } from "@/db/schema/identity";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { CsvFormat } from "./formats";
import { type ExportChoice, exportId } from "./schema";
import { type ExportRow, isExport } from "./write-chunk";

export type ListedExport = ExportRow & { requestedByName: string | null };

const pageSize = 30;

/** The latest first. */
export function listExports(ctx: Context, after?: string): Promise<{ exports: ListedExport[]; next: string | null }> {
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({ row: usageExports, name: users.name })
      .from(usageExports)
      .leftJoin(users, eq(users.id, usageExports.requestedBy))
      .where(and(eq(usageExports.workspaceId, ctx.workspaceId), after ? lt(usageExports.id, after) : undefined))
      .orderBy(desc(usageExports.id))
      .limit(pageSize + 1);
    const shown = rows.slice(0, pageSize).map(({ row, name }) => ({ ...row, requestedByName: name }));
    return { exports: shown, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
  });
}

export async function findExport(ctx: Context, id: string): Promise<ExportRow | null> {
  // Out of an address, where anything may stand, also what the database does not take for a text.
  if (!exportId.safeParse(id).success) return null;
  const [row] = await inWorkspace(ctx, (tx) => tx.select().from(usageExports).where(isExport(ctx, id)));
  return row ?? null;
}

export async function readExport(ctx: Context, id: string): Promise<ExportRow> {
  const row = await findExport(ctx, id);
  if (!row) throw new AppError("not_found");
  return row;
}

/** How this person wanted the last one, for the next to begin with. */
export function lastChoice(ctx: Context): Promise<ExportChoice | null> {
  return inWorkspace(ctx, async (tx) => {
    if (ctx.actor.kind !== "user") return null;
    const { format, zone, recipients, requestedBy, workspaceId, id } = usageExports;
    const [row] = await tx
      .select({ format, zone, recipients })
      .from(usageExports)
      .where(and(eq(workspaceId, ctx.workspaceId), eq(requestedBy, ctx.actor.id)))
      .orderBy(desc(id))
      .limit(1);
    return row ? { ...row, format: row.format as CsvFormat } : null;
  });
}

export function matchesScreen(row: ExportRow): boolean {
  return row.rows === row.expectedRows && row.amountMicro === row.expectedMicro;
}
