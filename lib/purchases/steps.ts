/** What may happen to a purchase, and what its sentence needs. */
export type Steps = {
  created: Record<string, never>;
  payment_opened: { attempt: number; kind: string };
  payment_failed: { attempt: number; failure: string };
  approval_needed: { attempt: number };
  processing: { attempt: number };
  transfer_received: { amountMinor: string; late: number };
  paid: { paidWith: string };
  credited: { creditsMicro: string };
  needs_review: { kind: string; receivedMinor: string; currency: string };
  reviewed: { decision: string };
  method_changed: { to: string };
  canceled: Record<string, never>;
  expired: Record<string, never>;
  refund_asked: { amountMinor: string };
  refunded: { amountMinor: string };
  refund_failed: { amountMinor: string };
  disputed: { amountMinor: string };
  dispute_won: Record<string, never>;
  dispute_lost: { amountMinor: string };
  credits_reversed: { creditsMicro: string };
  credits_reinstated: { creditsMicro: string };
  /** The payer's bank asks, and takes nothing. */
  inquiry: { amountMinor: string };
  /** The provider warns of fraud or reviews the payment; nothing follows by itself. */
  suspected: { kind: string };
  invoice_issued: { number: string };
  credit_note_issued: { number: string };
};

export type StepName = keyof Steps;
