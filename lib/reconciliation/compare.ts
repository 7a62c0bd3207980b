import type { PaymentFinding } from "@/db/schema/work";

/** A payment as one side tells of it. Ours says besides whose it is, and whether somebody is deciding about it. */
export type Told = { receivedMinor: bigint; refundedMinor: bigint; currency: string };
export type Ours = Told & { workspaceId: string; purchaseId: string; isPaid: boolean };

type Named = Pick<PaymentFinding, "provider" | "externalId">;

/** What is different between a payment here and the same one at its provider; nothing when they agree. */
export function differences(named: Named, here: Ours, there: Told | null): PaymentFinding[] {
  const { workspaceId, purchaseId } = here;
  const finding = (kind: PaymentFinding["kind"], ours: bigint | null, theirs: bigint | null): PaymentFinding => ({
    ...named,
    workspaceId,
    purchaseId,
    kind,
    here: ours === null ? null : said(ours, here.currency),
    there: theirs === null || !there ? null : said(theirs, there.currency),
  });
  const isPaidThere = there !== null && there.receivedMinor > 0n;
  if (!here.isPaid) return isPaidThere ? [finding("paid_there_only", null, there.receivedMinor)] : [];
  if (!isPaidThere) return [finding("paid_here_only", here.receivedMinor, null)];
  if (here.currency !== there.currency) return [finding("currency", here.receivedMinor, there.receivedMinor)];
  return [
    ...(here.receivedMinor === there.receivedMinor ? [] : [finding("amount", here.receivedMinor, there.receivedMinor)]),
    ...(here.refundedMinor === there.refundedMinor
      ? []
      : [finding("refunds", here.refundedMinor, there.refundedMinor)]),
  ];
}

/** In the smallest coin, with the currency: "8664000 AOA". */
export function said(minor: bigint, currency: string): string {
  return `${minor} ${currency}`;
}
