import "server-only";
import { inArray } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { purchases } from "@/db/schema/purchases";
import type { PaymentFinding } from "@/db/schema/work";
import { stripeAccount } from "@/lib/stripe/client";
import { type ListedPayment, listedPayment, paymentsSince } from "@/lib/stripe/listings";
import { differences, said } from "./compare";
import { ourPayments } from "./our-payments";

export type Compared = {
  /** Those that both sides know as paid. */
  payments: { workspaceId: string; receivedMinor: bigint }[];
  findings: PaymentFinding[];
};

/** Both ways: what the account received is looked for here, and what is paid here is looked for there. */
export async function compareStripe(db: Db, window: { since: Date | null; until: Date }): Promise<Compared> {
  const theirs = new Map<string, ListedPayment>();
  for await (const payment of paymentsSince(window.since)) {
    if (payment.createdAt <= window.until) theirs.set(payment.id, payment);
  }
  const at = await stripeAccount();
  const asked = { provider: "stripe", at, kind: "payment", since: window.since } as const;
  const ours = await ourPayments(db, asked, [...theirs.keys()]);
  const findings: PaymentFinding[] = [];
  const payments: Compared["payments"] = [];
  for (const [externalId, here] of ours) {
    const there = theirs.get(externalId) ?? (await listedPayment(externalId));
    findings.push(...differences({ provider: "stripe", externalId }, here, there && told(there)));
    if (here.isPaid && there) payments.push(here);
  }
  const strangers = [...theirs.values()].filter(({ id, received }) => received > 0n && !ours.has(id));
  findings.push(...(await unknownOf(db, strangers)));
  return { payments, findings };
}

const told = ({ received, refunded, currency }: ListedPayment) => ({
  receivedMinor: received,
  refundedMinor: refunded,
  currency,
});

/** Paid, carrying our mark, and nowhere here. What carries none is another business of the same account. */
async function unknownOf(db: Db, strangers: readonly ListedPayment[]): Promise<PaymentFinding[]> {
  const marked = strangers.filter(({ metadata }) => metadata.workspace_id || metadata.purchase_id);
  const ids = marked.flatMap(({ metadata }) => metadata.purchase_id ?? []);
  const known = await inSystem(db, (tx) =>
    tx.select({ id: purchases.id }).from(purchases).where(inArray(purchases.id, ids)),
  );
  return marked.map(({ id, received, currency, metadata }) => {
    const { workspace_id: workspaceId = null, purchase_id: purchaseId = null } = metadata;
    const isOurs = known.some((purchase) => purchase.id === purchaseId);
    const there = said(received, currency);
    const of = { provider: "stripe", externalId: id, workspaceId, purchaseId, here: null, there } as const;
    return { ...of, kind: isOurs ? "paid_there_only" : "unknown" };
  });
}
