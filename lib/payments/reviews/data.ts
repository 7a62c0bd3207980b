import "server-only";
import { and, asc, desc, eq, ilike, or, sql } from "drizzle-orm";
import { inOperation } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { reviews } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { workspaces } from "@/db/schema/workspaces";
import type { OperatorContext } from "@/lib/context";

const most = 100;

/** Money that waits, the oldest first, and below it what was decided last. */
export function listReviews(ctx: OperatorContext) {
  return inOperation(ctx, (tx) =>
    tx
      .select({ review: reviews, workspace: workspaces.name, number: purchases.number, status: purchases.status })
      .from(reviews)
      .leftJoin(workspaces, eq(workspaces.id, reviews.workspaceId))
      .leftJoin(purchases, and(eq(purchases.workspaceId, reviews.workspaceId), eq(purchases.id, reviews.purchaseId)))
      .orderBy(
        desc(sql`${reviews.state} = 'open'`),
        asc(sql`case when ${reviews.state} = 'open' then ${reviews.createdAt} end`),
        desc(reviews.decidedAt),
      )
      .limit(most),
  );
}

export type ListedReview = Awaited<ReturnType<typeof listReviews>>[number];

const mostFound = 20;

/** Purchases of any workspace, by number, id, name of the workspace or of the buyer. */
export function findPurchases(ctx: OperatorContext, query: string) {
  const like = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return inOperation(ctx, (tx) =>
    tx
      .select({ purchase: purchases, workspace: workspaces.name, frozenFor: pockets.frozenFor })
      .from(purchases)
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .leftJoin(pockets, and(eq(pockets.workspaceId, purchases.workspaceId), eq(pockets.id, "main")))
      .where(
        or(
          ilike(purchases.number, like),
          eq(purchases.id, query),
          ilike(workspaces.name, like),
          sql`${purchases.buyer}->>'name' ilike ${like}`,
        ),
      )
      .orderBy(desc(purchases.createdAt))
      .limit(mostFound),
  );
}

export type FoundPurchase = Awaited<ReturnType<typeof findPurchases>>[number];
