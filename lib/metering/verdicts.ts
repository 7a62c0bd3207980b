/** Why an event was refused, as the API says it. The order is the one of db/functions/post_usage.sql, which counts from 10. */
export const refusalCodes = [
  "insufficient_credits",
  "agent_limit_reached",
  "agent_stopped",
  "key_limit_reached",
  "workspace_limit_reached",
  "plan_exhausted",
  "number_credits_exhausted",
  "wallet_frozen",
  "no_rate",
  "too_old",
  "in_the_future",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

const firstRefusal = 10;

export function refusalVerdict(code: RefusalCode): number {
  return firstRefusal + refusalCodes.indexOf(code);
}

export function refusalOf(verdict: number): RefusalCode | undefined {
  return refusalCodes[verdict - firstRefusal];
}

export type Funds = { planMicro: bigint; promoMicro: bigint; walletMicro: bigint; numberMicro: bigint };

export type Charged = { status: "charged"; amountMicro: bigint; funds: Funds; balanceMicro: bigint };
export type Refused = {
  status: "refused";
  code: RefusalCode;
  shortByMicro: bigint | null;
  limitMicro: bigint | null;
  resetsAt: Date | null;
  balanceMicro: bigint;
};
/** Seen before: the first answer again. `held` was announced by a hold that is still open. */
export type Duplicate = { status: "duplicate"; first: Charged | Refused | { status: "held" } };
/** The id was used for something else. */
export type Reused = { status: "key_reused" };
export type Verdict = Charged | Refused | Duplicate | Reused;
