import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { usageExports } from "@/db/schema/exports";
import { workspaces } from "@/db/schema/workspaces";
import type { Context, WorkspaceId } from "@/lib/context";
import { creditsToDecimal } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { finishNotice } from "@/lib/notifications/finish";
import { type Notice, notify } from "@/lib/notifications/notify";
import { matchesScreen } from "./data";
import { type ExportRow, isExport, writeChunk } from "./write-chunk";

export type ExportJob = { workspaceId: WorkspaceId; id: string };

/** One turn of the worker: other jobs wait behind it, and a worker that is told to stop does not wait for a file's end. */
const turnMs = 20_000;
const mostFailures = 5;

/** Writes on from where the file ends. A worker that dies in between has written whole pieces or nothing. */
export async function runExport(db: Db, { workspaceId, id }: ExportJob, clock: () => Date): Promise<void> {
  const ctxNow = () => contextOf(db, workspaceId, clock());
  const until = clock().getTime() + turnMs;
  try {
    for (;;) {
      const ctx = ctxNow();
      const row = await writeChunk(ctx, id);
      if (!row) return;
      if (row.state === "done") return await tell(ctx, row, readyNotice(row));
      if (ctx.now.getTime() >= until)
        return await enqueue(db, "exports.write", { workspaceId, id }, { key: `export:${id}` });
    }
  } catch (error) {
    await noteFailure(ctxNow(), id, error);
  }
}

/** Rethrown, so that the queue tries again after a while; after the last time the person is told instead. */
async function noteFailure(ctx: Context, id: string, error: unknown): Promise<void> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .update(usageExports)
      .set({
        failures: sql`${usageExports.failures} + 1`,
        state: sql`case when ${usageExports.failures} + 1 >= ${mostFailures} then 'failed' else ${usageExports.state} end`,
        updatedAt: ctx.now,
      })
      .where(isExport(ctx, id))
      .returning(),
  );
  if (row?.state !== "failed") throw error;
  log.error({ workspace_id: ctx.workspaceId, export_id: id, err: error }, "an export was given up");
  await tell(ctx, row, { kind: "export_failed", values: { rows: row.rows }, effectKey: `export-failed:${id}` });
}

function readyNotice(row: ExportRow): Notice {
  const { id, rows, amountMicro } = row;
  const matches = matchesScreen(row) ? "yes" : "no";
  const values = { rows, credits: Number(creditsToDecimal(amountMicro)), matches } as const;
  return { kind: "export_ready", values, effectKey: `export-ready:${id}` };
}

async function tell(ctx: Context, row: ExportRow, notice: Notice): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const [place] = await tx
      .select({ slug: workspaces.slug })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId));
    const joined = { ...ctx, db: tx };
    await finishNotice(joined, `export-failed:${row.id}`);
    await notify(joined, [row.requestedBy], { ...notice, href: `/w/${place?.slug}/exports#${row.id}` });
  });
}

function contextOf(db: Db, workspaceId: WorkspaceId, now: Date): Context {
  return { workspaceId, actor: { kind: "system", name: "exports" }, now, db, requestId: newId("req") };
}
