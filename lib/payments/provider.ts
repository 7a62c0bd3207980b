import type { ProviderName, RefKind } from "@/db/schema/payments";
import type { Context } from "@/lib/context";

/** What a provider has to know to be paid by it. Everything was frozen before it is asked. */
export type PaymentOrder = {
  purchaseId: string;
  purchaseNumber: string;
  /** Counts the tries; with the purchase it is the key under which the provider is asked, so that asking again changes nothing. */
  attempt: number;
  amountMinor: bigint;
  currency: string;
  /** "25,000 credits", in the buyer's language. */
  title: string;
  locale: string;
  email: string;
  /** The card may be kept for later. */
  keepsCard: boolean;
  /** A card that is kept already. */
  paymentMethodId: string | null;
  bank: string | null;
  /** The first of many: each later period is charged by the provider itself. */
  recurring: { id: string; rhythm: "week" | "month" | "quarter" } | null;
  returnUrl: string;
  cancelUrl: string;
  expiresAt: Date;
};

/** What became of the question. */
export type OpenedPayment =
  | { kind: "redirect"; externalId: string; url: string; expiresAt: Date }
  | { kind: "transfer"; externalId: string; details: TransferDetails; expiresAt: Date }
  /** A saved card answers at once. */
  | { kind: "settled"; externalId: string; found: FoundPayment };

export type TransferDetails = { bank: string; accountNumber: string; holder: string };

/** How a payment stands at the provider now; what an event says of it is only the occasion to look. */
export type FoundPayment = {
  status: "open" | "processing" | "requires_action" | "paid" | "failed" | "closed";
  /** What was paid, in the smallest coin; 0 until something was. */
  receivedMinor: bigint;
  currency: string;
  /** Where the buyer approves or pays, while that is possible. */
  url: string | null;
  /** A word of lib/payments/failures.ts. */
  failure: string | null;
  /** Brand and last digits, bank: how it was paid. */
  details: Record<string, string>;
  /** Other names the provider has for it, by which later news will come. */
  refs: readonly { externalId: string; kind: RefKind }[];
  /** Where money comes in pieces, each piece. */
  receipts?: readonly FoundReceipt[];
};

/** One transfer that has arrived. */
export type FoundReceipt = {
  externalId: string;
  amountMinor: bigint;
  fromBank: string;
  /** After the account was over. */
  late: boolean;
  receivedAt: Date;
};

/** NULL where the provider would not hear of it: nothing goes back. */
export type RefundAnswer = { externalId: string } | null;

/** Money on its way back, as it stands at the provider now. */
export type FoundRefund = {
  externalId: string;
  /** Ours, where we asked for it. */
  refundId: string | null;
  amountMinor: bigint;
  status: "pending" | "succeeded" | "failed";
};

/** Money that is asked back through the payer's bank. An inquiry asks and takes nothing; one that is over is `closed`. */
export type FoundDispute = {
  externalId: string;
  amountMinor: bigint;
  status: "inquiry" | "closed" | "open" | "lost" | "won";
  /** The network's word: fraudulent, product_not_received. */
  reason: string;
  openedAt: Date;
  dueAt: Date | null;
};

export type FoundReturns = { refunds: readonly FoundRefund[]; disputes: readonly FoundDispute[] };

/** Whose account at the provider it is, and whether its money is real: both belong to every name of the provider's. */
export type ProviderAccount = { account: string; livemode: boolean };

export type PaymentProvider = {
  name: ProviderName;
  account: (ctx: Pick<Context, "now">) => Promise<ProviderAccount>;
  open: (ctx: Context, order: PaymentOrder) => Promise<OpenedPayment>;
  /**
   * After an error: what was opened for this order all the same; null when there is nothing, so that another try is safe. It
   * throws where nobody can tell.
   */
  recover: (ctx: Context, order: PaymentOrder, error: unknown) => Promise<string | null>;
  look: (ctx: Context, externalId: string) => Promise<FoundPayment>;
  /** Nothing can be paid there any more; one that was paid meanwhile stays paid. */
  close: (ctx: Context, externalId: string) => Promise<FoundPayment>;
  /** Absent where money goes back by hand. */
  refund?: (
    ctx: Context,
    externalId: string,
    refund: { refundId: string; amountMinor: bigint },
  ) => Promise<RefundAnswer>;
  /** Everything that went back of a payment or is asked back, by whomever. */
  returns?: (ctx: Context, externalId: string) => Promise<FoundReturns>;
};
