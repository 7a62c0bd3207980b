import type { Dispute, Refund } from "@/lib/stripe/objects";
import type { FoundDispute, FoundRefund } from "./provider";

/** What is pending has left already; it may still come back as failed. */
export function foundRefund({ id, amount, status, metadata }: Refund): FoundRefund {
  return {
    externalId: id,
    refundId: metadata?.refund_id ?? null,
    amountMinor: BigInt(amount),
    status: status === "succeeded" ? status : status === "failed" || status === "canceled" ? "failed" : "pending",
  };
}

export function foundDispute({ id, amount, status, reason, created, evidence_details }: Dispute): FoundDispute {
  const dueBy = evidence_details.due_by;
  return {
    externalId: id,
    amountMinor: BigInt(amount),
    status: statusOf(status),
    reason,
    openedAt: new Date(created * 1_000),
    dueAt: dueBy ? new Date(dueBy * 1_000) : null,
  };
}

function statusOf(status: Dispute["status"]): FoundDispute["status"] {
  switch (status) {
    case "warning_needs_response":
    case "warning_under_review":
      return "inquiry";
    case "warning_closed":
      return "closed";
    case "won":
    case "prevented":
      return "won";
    case "lost":
      return "lost";
    default:
      return "open";
  }
}
