export type Threshold = { kind: "alert" | "recharge"; atMicro: bigint; label: string };

export type BalanceFigures = {
  availableMicro: bigint;
  heldMicro?: bigint;
  pendingMicro?: bigint;
  /** Highest balance of the last 90 days; the scale ends there or at the current balance, whichever is more. */
  peakMicro?: bigint;
  thresholds?: readonly Threshold[];
};

/** Everything in percent of the scale, to two decimals. */
export type BalanceScale = {
  endMicro: bigint;
  fill: number;
  held: number;
  pending: number;
  ticks: { kind: Threshold["kind"]; at: number; label: string }[];
};

export function balanceScale(figures: BalanceFigures): BalanceScale {
  const available = atLeastZero(figures.availableMicro);
  const held = atLeastZero(figures.heldMicro);
  const pending = atLeastZero(figures.pendingMicro);
  const endMicro = max(atLeastZero(figures.peakMicro), available + held + pending);
  const percent = (micro: bigint) => (endMicro === 0n ? 0 : Number((micro * 10_000n) / endMicro) / 100);
  return {
    endMicro,
    fill: percent(available),
    held: percent(held),
    pending: percent(pending),
    ticks: (figures.thresholds ?? []).map(({ kind, atMicro, label }) => ({
      kind,
      label,
      at: Math.min(100, percent(atLeastZero(atMicro))),
    })),
  };
}

function atLeastZero(micro: bigint | undefined) {
  return micro !== undefined && micro > 0n ? micro : 0n;
}

function max(a: bigint, b: bigint) {
  return a > b ? a : b;
}
