import type { Role } from "@/lib/gate/permissions";

/** Everything a person may be told inside the product, and the values its sentence needs. */
export type Kinds = {
  member_joined: { person: string; role: Role };
  member_left: { person: string; role: Role };
  role_changed: { by: string; role: Role };
  member_removed: { person: string; by: string };
  invitation_expired: { address: string };
  credits_requested: { person: string; credits: string };
  /** In credits, for reading only: the books keep millionths. */
  balance_low: { low: number };
  /** `matches` is yes where rows and credits are those that were on screen. */
  purchase_paid: { number: string; credits: number };
  purchase_failed: { number: string };
  recurring_failed: { number: string };
  purchase_review: { number: string };
  /** By the operator's word, with their reason. */
  promo_given: { credits: number; reason: string };
  credits_given: { credits: number; reason: string };
  credits_taken: { credits: number; reason: string };
  refund_done: { number: string; credits: number };
  refund_failed: { number: string; credits: number };
  dispute_inquiry: { number: string };
  dispute_open: { number: string; credits: number };
  dispute_won: { number: string; credits: number };
  dispute_lost: { number: string; credits: number };
  export_ready: { rows: number; credits: number; matches: "yes" | "no" };
  export_failed: { rows: number };
};

export type Kind = keyof Kinds;

/** `needsAction` stays on top until it is done, `action` names what the reader can do about it. */
export const kinds = {
  member_joined: { needsAction: false, action: "openTeam" },
  member_left: { needsAction: false, action: "openTeam" },
  role_changed: { needsAction: false, action: null },
  member_removed: { needsAction: false, action: "openTeam" },
  invitation_expired: { needsAction: true, action: "openTeam" },
  credits_requested: { needsAction: true, action: "buyCredits" },
  balance_low: { needsAction: false, action: null },
  purchase_paid: { needsAction: false, action: "openPurchase" },
  purchase_failed: { needsAction: true, action: "openPurchase" },
  recurring_failed: { needsAction: true, action: "openPurchase" },
  purchase_review: { needsAction: false, action: "openPurchase" },
  promo_given: { needsAction: false, action: null },
  credits_given: { needsAction: false, action: null },
  credits_taken: { needsAction: false, action: null },
  refund_done: { needsAction: false, action: "openPurchase" },
  refund_failed: { needsAction: false, action: "openPurchase" },
  dispute_inquiry: { needsAction: false, action: "openPurchase" },
  dispute_open: { needsAction: false, action: "openPurchase" },
  dispute_won: { needsAction: false, action: "openPurchase" },
  dispute_lost: { needsAction: false, action: "openPurchase" },
  export_ready: { needsAction: false, action: "openExports" },
  export_failed: { needsAction: true, action: "openExports" },
} as const satisfies Record<
  Kind,
  { needsAction: boolean; action: "openTeam" | "buyCredits" | "openExports" | "openPurchase" | null }
>;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}
