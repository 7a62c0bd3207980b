import "server-only";
import { and, count, desc, eq, gte, inArray, isNotNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { invoices } from "@/db/schema/invoices";
import { payments } from "@/db/schema/payments";
import { disputes, purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Invoice } from "@/lib/invoices/issue-invoice";
import type { Payment } from "@/lib/payments/look-at-payment";
import { type LocalDay, rangeBounds } from "@/lib/time";
import { documentsOf } from "./data";
import type { Purchase } from "./lock-purchase";
import { type PurchaseState, type PurchaseTab, purchaseState, statusesOf } from "./purchase-state";

export type PurchaseFilter = {
  tab: PurchaseTab;
  from: LocalDay | null;
  to: LocalDay | null;
  /** A piece of a purchase's or an invoice's number, or what was to be paid. */
  q: string | null;
  amountsMinor: readonly bigint[];
};

export type ListedPurchase = {
  purchase: Purchase;
  state: PurchaseState;
  payment: Payment | null;
  documents: readonly Invoice[];
};

export type PurchaseCursor = { at: Date; id: string };

export type PurchaseList = {
  rows: ListedPurchase[];
  next: PurchaseCursor | null;
  counts: Record<PurchaseTab, number>;
};

const firstDay = "1970-01-01" satisfies LocalDay;
const lastDay = "9999-12-30" satisfies LocalDay;

/** One page, the latest first, and how many there are under each tab of the same search. */
export function listPurchases(
  ctx: Context,
  timeZone: string,
  filter: PurchaseFilter,
  { after, limit }: { after: PurchaseCursor | null; limit: number },
): Promise<PurchaseList> {
  return inWorkspace(ctx, async (tx) => {
    const found = and(eq(purchases.workspaceId, ctx.workspaceId), searched(filter), onDays(filter, timeZone));
    const [counts] = await tx.select(countColumns()).from(purchases).where(found);
    invariant(counts, "a count is one row");
    const beyond =
      after &&
      or(lt(purchases.createdAt, after.at), and(eq(purchases.createdAt, after.at), lt(purchases.id, after.id)));
    const page = await tx
      .select()
      .from(purchases)
      .where(and(found, underTab(filter.tab), beyond ?? undefined))
      .orderBy(desc(purchases.createdAt), desc(purchases.id))
      .limit(limit + 1);
    const shown = page.slice(0, limit);
    const ids = shown.map(({ id }) => id);
    const beside =
      ids.length === 0
        ? ([[], [], []] as const)
        : ([
            await documentsOf(tx, ctx, ids),
            await tx
              .select()
              .from(payments)
              .where(and(eq(payments.workspaceId, ctx.workspaceId), inArray(payments.purchaseId, ids)))
              .orderBy(desc(payments.attempt)),
            await tx
              .select()
              .from(disputes)
              .where(and(eq(disputes.workspaceId, ctx.workspaceId), inArray(disputes.purchaseId, ids))),
          ] as const);
    const [documents, tries, disputed] = beside;
    const last = shown.at(-1);
    return {
      rows: shown.map((purchase) => {
        const mine = tries.filter(({ purchaseId }) => purchaseId === purchase.id);
        return {
          purchase,
          state: purchaseState(
            purchase,
            mine,
            ctx.now,
            disputed.filter(({ purchaseId }) => purchaseId === purchase.id),
          ),
          payment: mine.find(({ status }) => status === "paid") ?? mine[0] ?? null,
          documents: documents.filter(({ purchaseId }) => purchaseId === purchase.id),
        };
      }),
      next: page.length > shown.length && last ? { at: last.createdAt, id: last.id } : null,
      counts,
    };
  });
}

/** The documents of what was ticked, or of everything that is found; more than the limit are not read. */
export function listDocuments(
  ctx: Context,
  timeZone: string,
  wanted: { ids: readonly string[] } | { filter: PurchaseFilter },
  limit: number,
): Promise<Invoice[]> {
  return inWorkspace(ctx, async (tx) => {
    const chosen =
      "ids" in wanted
        ? inArray(purchases.id, [...wanted.ids])
        : and(searched(wanted.filter), onDays(wanted.filter, timeZone), underTab(wanted.filter.tab));
    const rows = await tx
      .select({ document: invoices })
      .from(invoices)
      .innerJoin(purchases, and(eq(purchases.workspaceId, invoices.workspaceId), eq(purchases.id, invoices.purchaseId)))
      .where(and(eq(invoices.workspaceId, ctx.workspaceId), chosen))
      .orderBy(desc(invoices.issuedAt), desc(invoices.n))
      .limit(limit);
    return rows.map(({ document }) => document);
  });
}

function countColumns() {
  const of = (tab: PurchaseTab) => sql<number>`(count(*) filter (where ${underTab(tab)}))::int`;
  return { all: count(), waiting: of("waiting"), failed: of("failed"), paid: of("paid"), recurring: of("recurring") };
}

function underTab(tab: PurchaseTab): SQL | undefined {
  if (tab === "all") return undefined;
  if (tab === "recurring") return or(ne(purchases.rhythm, "once"), isNotNull(purchases.recurringId));
  return inArray(purchases.status, [...statusesOf[tab]]);
}

/** Days of the workspace's zone, both included. */
function onDays({ from, to }: PurchaseFilter, timeZone: string): SQL | undefined {
  if (!from && !to) return undefined;
  const { start, end } = rangeBounds(from ?? firstDay, to ?? lastDay, timeZone);
  return and(gte(purchases.createdAt, start), lt(purchases.createdAt, end));
}

function searched({ q, amountsMinor }: PurchaseFilter): SQL | undefined {
  if (q === null) return undefined;
  const piece = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    sql`${purchases.number} ilike ${piece}`,
    sql`exists (select from ${invoices} i where i.workspace_id = ${purchases.workspaceId} and i.purchase_id = ${purchases.id} and i.number ilike ${piece})`,
    ...(amountsMinor.length > 0 ? [inArray(purchases.totalMinor, [...amountsMinor])] : []),
  );
}
