import type { PurchaseStatus } from "@/db/schema/purchases";

/** How a purchase stands, as its page says it. */
export const purchaseStates = [
  /** Somebody was sent to pay, and nobody knows yet whether they did. */
  "confirming",
  /** The same, for so long that nobody should pay again before it is known. */
  "unknown",
  /** The provider has answered: nothing has been paid yet, and it still can be. */
  "left",
  "processing",
  "awaiting_transfer",
  "requires_action",
  "paid",
  "failed",
  "expired",
  "canceled",
  "review",
  "disputed",
  "partly_refunded",
  "refunded",
] as const;
export type PurchaseState = (typeof purchaseStates)[number];

type Purchase = {
  status: PurchaseStatus;
  totalMinor: bigint;
  refundedMinor: bigint;
  disputedMinor: bigint;
  expiresAt: Date;
};
type Payment = { status: string; createdAt: Date; lookedAt: Date | null; lookAskedAt: Date | null };
type Dispute = { status: string };

/** What a provider said so long ago may no longer be so. */
const freshMs = 30_000;
const unknownAfterMs = 5 * 60_000;

/** Read from the books alone: whatever an address or a provider's page says, this is what happened as far as is known. */
export function purchaseState(
  purchase: Purchase,
  payments: readonly Payment[],
  now: Date,
  disputes: readonly Dispute[] = [],
): PurchaseState {
  if (purchase.status === "pending") return pendingState(purchase, payments, now);
  if (purchase.status !== "paid") return purchase.status;
  if (disputes.some(({ status }) => status === "open" || status === "inquiry")) return "disputed";
  const returned = purchase.refundedMinor + purchase.disputedMinor;
  if (returned === 0n) return "paid";
  return returned < purchase.totalMinor ? "partly_refunded" : "refunded";
}

function pendingState({ expiresAt }: Purchase, payments: readonly Payment[], now: Date): PurchaseState {
  const open = payments.find(({ status }) => status === "asked" || status === "open");
  if (!open) return expiresAt > now ? "left" : "expired";
  const isFresh = open.lookedAt !== null && now.getTime() - open.lookedAt.getTime() < freshMs;
  if (open.status === "open" && isFresh && expiresAt > now) return "left";
  const since = open.status === "asked" ? open.createdAt : open.lookAskedAt;
  return since && now.getTime() - since.getTime() >= unknownAfterMs ? "unknown" : "confirming";
}

/** Something may still happen by itself, so that it is worth looking again. */
export function isUnsettled(state: PurchaseState): boolean {
  return !["paid", "failed", "expired", "canceled", "review", "disputed", "partly_refunded", "refunded"].includes(
    state,
  );
}

export const purchaseTabs = ["all", "waiting", "failed", "paid", "recurring"] as const;
export type PurchaseTab = (typeof purchaseTabs)[number];

/** Under which tab of the list each status stands. */
export const statusesOf = {
  waiting: ["pending", "processing", "requires_action", "awaiting_transfer", "review"],
  failed: ["failed", "expired", "canceled"],
  paid: ["paid"],
} as const satisfies Record<string, readonly PurchaseStatus[]>;
