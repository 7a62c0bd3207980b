import "server-only";
import { and, asc, desc, eq, ilike, or, sql } from "drizzle-orm";
import { inOperation } from "@/db";
import { adjustments } from "@/db/schema/adjustments";
import { pockets } from "@/db/schema/ledger";
import { purchases } from "@/db/schema/purchases";
import { memberships, workspaces } from "@/db/schema/workspaces";
import type { OperatorContext, WorkspaceId } from "@/lib/context";
import { peopleOf } from "./catalogue-data";

export const workspacesPerPage = 25;

export function namesOfWorkspaces(ctx: OperatorContext) {
  return inOperation(ctx, (tx) =>
    tx
      .select({ id: workspaces.id, name: workspaces.name, currency: workspaces.currency })
      .from(workspaces)
      .orderBy(asc(workspaces.name), asc(workspaces.id)),
  );
}

const columns = {
  id: workspaces.id,
  slug: workspaces.slug,
  name: workspaces.name,
  currency: workspaces.currency,
  country: workspaces.country,
  timeZone: workspaces.timeZone,
  createdAt: workspaces.createdAt,
  planMicro: pockets.planMicro,
  promoMicro: pockets.promoMicro,
  walletMicro: pockets.walletMicro,
  heldMicro: pockets.heldMicro,
  debtMicro: pockets.debtMicro,
  frozen: pockets.frozen,
  frozenFor: pockets.frozenFor,
  members: sql<number>`(select count(*)::int from ${memberships} m where m.workspace_id = ${workspaces.id})`,
  lastPaidAt:
    sql<Date | null>`(select max(p.paid_at) from ${purchases} p where p.workspace_id = ${workspaces.id})`.mapWith(
      purchases.paidAt,
    ),
};

/** Every workspace with what it holds, as its books say; found by name, short name or id. */
export function listWorkspaces(ctx: OperatorContext, { query, page }: { query: string; page: number }) {
  const like = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const wanted = query
    ? or(ilike(workspaces.name, like), ilike(workspaces.slug, like), eq(workspaces.id, query as WorkspaceId))
    : undefined;
  return inOperation(ctx, async (tx) => {
    const total = await tx.$count(workspaces, wanted);
    const rows = await tx
      .select(columns)
      .from(workspaces)
      .innerJoin(pockets, and(eq(pockets.workspaceId, workspaces.id), eq(pockets.id, "main")))
      .where(wanted)
      .orderBy(asc(workspaces.name), asc(workspaces.id))
      .limit(workspacesPerPage)
      .offset((page - 1) * workspacesPerPage);
    return { total, rows };
  });
}

export type OperatedWorkspace = Awaited<ReturnType<typeof listWorkspaces>>["rows"][number];

export async function readOperatedWorkspace(ctx: OperatorContext, id: string): Promise<OperatedWorkspace | null> {
  const [found] = await inOperation(ctx, (tx) =>
    tx
      .select(columns)
      .from(workspaces)
      .innerJoin(pockets, and(eq(pockets.workspaceId, workspaces.id), eq(pockets.id, "main")))
      .where(eq(workspaces.id, id as WorkspaceId)),
  );
  return found ?? null;
}

/** What operators gave and took, newest first; of one workspace, or everywhere what waits for a second one. */
export function listAdjustments(ctx: OperatorContext, of: { workspaceId: WorkspaceId } | "waiting") {
  return inOperation(ctx, async (tx) => {
    const rows = await tx
      .select({ adjustment: adjustments, workspace: workspaces.name })
      .from(adjustments)
      .innerJoin(workspaces, eq(workspaces.id, adjustments.workspaceId))
      .where(of === "waiting" ? eq(adjustments.state, "waiting") : eq(adjustments.workspaceId, of.workspaceId))
      .orderBy(desc(adjustments.askedAt), desc(adjustments.id))
      .limit(50);
    const names = await peopleOf(
      tx,
      rows.flatMap(({ adjustment: { askedBy, decidedBy } }) => [askedBy, decidedBy ?? ""]),
    );
    return rows.map(({ adjustment, workspace }) => ({
      ...adjustment,
      workspace,
      askedByName: names.get(adjustment.askedBy) ?? adjustment.askedBy,
      decidedByName: adjustment.decidedBy && (names.get(adjustment.decidedBy) ?? adjustment.decidedBy),
    }));
  });
}

export type ShownAdjustment = Awaited<ReturnType<typeof listAdjustments>>[number];
