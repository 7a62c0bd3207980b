import "server-only";
import type { Db } from "@/db";
import type { ProviderName } from "@/db/schema/payments";
import type { Context, WorkspaceId } from "@/lib/context";
import { newId } from "@/lib/ids";

/** A workspace as it is changed by what a provider announced or answered. */
export function providerContext(db: Db, workspaceId: WorkspaceId, provider: ProviderName, now: Date): Context {
  return { workspaceId, actor: { kind: "provider", name: provider }, now, db, requestId: newId("req", now.getTime()) };
}
