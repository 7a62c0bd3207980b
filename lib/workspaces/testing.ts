import { randomBytes } from "node:crypto";
import { type Db, database, inWorkspace } from "@/db";
import { workspaces } from "@/db/schema/workspaces";
import type { Actor, Context, WorkspaceId } from "@/lib/context";
import { newId } from "@/lib/ids";

/** A workspace in Luanda with nothing in it but what a test brings along. */
export async function workspaceInLuanda(
  { actor, now }: { actor: Actor; now: Date },
  furnish: (tx: Db, workspaceId: WorkspaceId) => Promise<unknown>,
): Promise<Context> {
  const workspaceId = newId("ws") as WorkspaceId;
  const ctx: Context = { workspaceId, actor, now, db: database(), requestId: "req_test" };
  const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "pt" };
  await inWorkspace(ctx, async (tx) => {
    const slug = randomBytes(8).toString("hex");
    await tx.insert(workspaces).values({ id: workspaceId, slug, name: "Kianda", ...place, createdAt: now });
    await furnish(tx, workspaceId);
  });
  return ctx;
}
