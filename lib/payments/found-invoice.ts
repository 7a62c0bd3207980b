import "server-only";
import type { Charge, Invoice, PaymentIntent } from "@/lib/stripe/objects";
import { intentOfInvoice } from "@/lib/stripe/subscriptions";
import { failureOf } from "./failures";
import type { FoundPayment } from "./provider";

/** How the invoice of a period stands. One of a renewal that was refused can still be paid, on its own page. */
export async function foundInvoice(invoice: Invoice): Promise<FoundPayment> {
  const intent = await intentOfInvoice(invoice.id);
  return {
    status: statusOf(invoice, intent),
    receivedMinor: BigInt(invoice.amount_paid),
    currency: invoice.currency.toUpperCase(),
    url: invoice.status === "open" ? (invoice.hosted_invoice_url ?? null) : null,
    failure: intent?.last_payment_error ? failureOf(intent.last_payment_error) : null,
    details: intent ? detailsOf(intent) : {},
    refs: [{ externalId: invoice.id, kind: "invoice" as const }, ...(intent ? refsOf(intent) : [])],
  };
}

function statusOf(
  { status, billing_reason, attempted }: Invoice,
  intent: PaymentIntent | null,
): FoundPayment["status"] {
  if (status === "paid") return "paid";
  if (status === "void" || status === "uncollectible") return "closed";
  if (intent?.status === "processing") return "processing";
  const refused = attempted && Boolean(intent?.last_payment_error);
  if (billing_reason === "subscription_create" && refused) return "failed";
  return refused || intent?.status === "requires_action" ? "requires_action" : "open";
}

const chargeOf = ({ latest_charge: latest }: PaymentIntent): Charge | null =>
  latest !== null && typeof latest === "object" ? latest : null;

function detailsOf(intent: PaymentIntent): Record<string, string> {
  const card = chargeOf(intent)?.payment_method_details?.card;
  return card ? { brand: card.brand ?? "card", lastFour: card.last4 ?? "" } : {};
}

function refsOf(intent: PaymentIntent): FoundPayment["refs"] {
  const charge = chargeOf(intent)?.id;
  return [
    { externalId: intent.id, kind: "payment" as const },
    ...(charge ? [{ externalId: charge, kind: "charge" as const }] : []),
  ];
}
