import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { workspaces } from "@/db/schema/workspaces";
import type { Context, WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { KeptByWorkspace } from "@/lib/kept-by-workspace";
import { LocalDays } from "./local-days";

/** Where the workspace is: what its days, its months and "abroad" mean. */
export type Place = { timeZone: string; country: string; days: LocalDays };

const places = new KeptByWorkspace(readPlace);

/** Kept by the process; whoever posts says what it believed, and the database objects when it is no longer so. */
export function loadPlace(ctx: Context): Promise<Place> {
  return places.load(ctx);
}

async function readPlace(ctx: Context): Promise<Place> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select({ timeZone: workspaces.timeZone, country: workspaces.country })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId)),
  );
  invariant(row, "a context's workspace exists");
  return { ...row, days: new LocalDays(row.timeZone) };
}

export function forgetPlace(workspaceId: WorkspaceId, outdated: Place): void {
  places.forget(workspaceId, outdated);
}
