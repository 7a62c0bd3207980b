import "server-only";
import { asc, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { agents } from "@/db/schema/agents";
import { numbers } from "@/db/schema/numbers";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";

export type NamedSource = { id: string; name: string };
export type NamedSources = { agents: NamedSource[]; numbers: NamedSource[]; keys: NamedSource[] };

/** Everybody and everything that usage may have come through, also what is gone: its usage stays. */
export function namedSources(ctx: Context): Promise<NamedSources> {
  return inWorkspace(ctx, async (tx) => ({
    agents: await tx
      .select({ id: agents.id, name: agents.name })
      .from(agents)
      .where(eq(agents.workspaceId, ctx.workspaceId))
      .orderBy(asc(agents.name)),
    numbers: await tx
      .select({ id: numbers.id, name: numbers.name })
      .from(numbers)
      .where(eq(numbers.workspaceId, ctx.workspaceId))
      .orderBy(asc(numbers.name)),
    keys: await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(eq(apiKeys.workspaceId, ctx.workspaceId))
      .orderBy(asc(apiKeys.name)),
  }));
}
