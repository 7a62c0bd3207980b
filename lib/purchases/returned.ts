import { reversedFor } from "./clawback";

type Refund = { status: "asked" | "pending" | "succeeded" | "failed"; amountMinor: bigint };
type Dispute = { status: "inquiry" | "open" | "won" | "lost"; amountMinor: bigint };
type Price = { creditsMicro: bigint; totalMinor: bigint };

export type Returned = {
  refundedMinor: bigint;
  /** Asked back through a bank, decided against us or not yet decided. */
  disputedMinor: bigint;
  takenMicro: bigint;
  keptMicro: bigint;
};

/** What has gone back of a purchase: what is on its way counts, what was only asked for does not. Never more than was paid. */
export function returnedOf(
  { creditsMicro, totalMinor }: Price,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): Returned {
  const least = (a: bigint, b: bigint) => (a < b ? a : b);
  const sum = (rows: readonly { amountMinor: bigint }[]) =>
    rows.reduce((all, { amountMinor }) => all + amountMinor, 0n);
  const refunded = least(
    totalMinor,
    sum(refunds.filter(({ status }) => status === "pending" || status === "succeeded")),
  );
  const lost = least(totalMinor - refunded, sum(disputes.filter(({ status }) => status === "lost")));
  const open = least(totalMinor - refunded - lost, sum(disputes.filter(({ status }) => status === "open")));
  const takenMicro = reversedFor(creditsMicro, refunded + lost, totalMinor);
  return {
    refundedMinor: refunded,
    disputedMinor: lost + open,
    takenMicro,
    keptMicro: reversedFor(creditsMicro, refunded + lost + open, totalMinor) - takenMicro,
  };
}
