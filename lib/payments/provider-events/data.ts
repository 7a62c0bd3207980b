import "server-only";
import { and, count, desc, eq, ilike, or, sql } from "drizzle-orm";
import { inOperation } from "@/db";
import { type ProviderName, providerEvents } from "@/db/schema/payments";
import { workspaces } from "@/db/schema/workspaces";
import type { OperatorContext } from "@/lib/context";

export const eventStatuses = ["dead", "waiting", "pending", "done"] as const;
export type EventStatus = (typeof eventStatuses)[number];

export type EventFilter = { status?: EventStatus; provider?: ProviderName; query?: string; page: number };

export const eventsPerPage = 25;

/** What providers announced and what was made of it: what was given up first, then the newest. */
export function listProviderEvents(ctx: OperatorContext, { status, provider, query, page }: EventFilter) {
  const like = query ? `%${query.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  const wanted = and(
    status && eq(providerEvents.status, status),
    provider && eq(providerEvents.provider, provider),
    like
      ? or(ilike(providerEvents.id, like), ilike(providerEvents.type, like), ilike(providerEvents.objectId, like))
      : undefined,
  );
  return inOperation(ctx, async (tx) => {
    const [counted] = await tx.select({ n: count() }).from(providerEvents).where(wanted);
    const events = await tx
      .select({
        provider: providerEvents.provider,
        id: providerEvents.id,
        type: providerEvents.type,
        objectId: providerEvents.objectId,
        status: providerEvents.status,
        attempts: providerEvents.attempts,
        receivedAt: providerEvents.receivedAt,
        nextAt: providerEvents.nextAt,
        said: providerEvents.said,
        workspace: workspaces.name,
      })
      .from(providerEvents)
      .leftJoin(workspaces, eq(workspaces.id, providerEvents.workspaceId))
      .where(wanted)
      .orderBy(desc(sql`${providerEvents.status} = 'dead'`), desc(providerEvents.receivedAt), desc(providerEvents.id))
      .limit(eventsPerPage)
      .offset((page - 1) * eventsPerPage);
    return { total: counted?.n ?? 0, events };
  });
}
