import { wholeCredits } from "@/lib/credits";
import type { Funds, RefusalCode } from "./verdicts";

/** What a workspace has and may use at a moment, as the judge of db/functions/post_usage.sql would see it. */
export type Means = {
  planMicro: bigint;
  promoMicro: bigint;
  walletMicro: bigint;
  debtMicro: bigint;
  frozen: boolean;
  agent: {
    limitMicro: bigint | null;
    atLimit: "stop" | "use_wallet";
    whenPlanExhausted: "stop" | "use_wallet";
    stopped: boolean;
    usedMicro: bigint;
    planUsedMicro: bigint;
  } | null;
  number: { leftMicro: bigint; usesWorkspace: boolean } | null;
  key: { limitMicro: bigint | null; usedMicro: bigint };
  workspace: { limitMicro: bigint | null; usedMicro: bigint };
};

export type QuotedLine = {
  count: number;
  /** What one costs by the card; null without a rate. */
  eachMicro: bigint | null;
  /** A template through a number costs one of the number's credits as long as it has any. */
  isTemplate: boolean;
};

export type Hit = { code: RefusalCode; shortByMicro: bigint | null; limitMicro: bigint | null };

export type Quote = {
  lines: { amountMicro: bigint | null }[];
  totalMicro: bigint;
  /** Where so much of it would come from. */
  funds: Funds;
  /** What the funds do not cover. */
  shortByMicro: bigint;
  /** Everything that would refuse some of it. */
  hits: Hit[];
};

export function quote(lines: readonly QuotedLine[], means: Means): Quote {
  const shares = throughNumber(lines, means.number);
  const sum = (pick: (share: Share) => bigint) => shares.reduce((total, share) => total + pick(share), 0n);
  const [numberMicro, restMicro, missingMicro] = [
    sum(({ number }) => number),
    sum(({ rest }) => rest),
    sum(({ missing }) => missing),
  ];
  const drawn = fromWorkspace(restMicro, means);
  const hits = [
    ...(shares.some(({ unpriced }) => unpriced) ? [hit("no_rate", null)] : []),
    ...(missingMicro > 0n ? [hit("number_credits_exhausted", missingMicro)] : []),
    ...limitsMet(numberMicro + restMicro, means),
    ...(drawn.code ? [hit(drawn.code, drawn.shortMicro)] : []),
  ];
  return {
    lines: shares.map(({ unpriced, number, rest, missing }) => ({
      amountMicro: unpriced ? null : number + rest + missing,
    })),
    totalMicro: numberMicro + restMicro + missingMicro,
    funds: { ...drawn.funds, numberMicro },
    shortByMicro: missingMicro + drawn.shortMicro,
    hits,
  };
}

function hit(code: RefusalCode, shortByMicro: bigint | null, limitMicro: bigint | null = null): Hit {
  return { code, shortByMicro, limitMicro };
}

type Share = { number: bigint; rest: bigint; missing: bigint; unpriced: boolean };

/** What the number's own credits pay, line by line, and what is left for the workspace if it may be asked. */
function throughNumber(lines: readonly QuotedLine[], number: Means["number"]): Share[] {
  let left = number?.leftMicro ?? 0n;
  return lines.map(({ count, eachMicro, isTemplate }) => {
    const share: Share = { number: 0n, rest: 0n, missing: 0n, unpriced: false };
    const one = wholeCredits(1);
    const total = eachMicro === null ? null : eachMicro * BigInt(count);
    let rest = total;
    if (number && isTemplate) {
      const paid = smaller(BigInt(count), left / one);
      const others = BigInt(count) - paid;
      share.number = paid * one;
      rest = number.usesWorkspace ? eachMicro && eachMicro * others : one * others;
      if (others === 0n) rest = 0n;
    } else if (number && total !== null) {
      share.number = smaller(left, total);
      rest = total - share.number;
    }
    left -= share.number;
    if (rest === null) share.unpriced = true;
    else if (number && !number.usesWorkspace) share.missing = rest;
    else share.rest = rest;
    return share;
  });
}

function limitsMet(amountMicro: bigint, { agent, key, workspace }: Means): Hit[] {
  const beyond = (code: RefusalCode, limitMicro: bigint | null, usedMicro: bigint) => {
    const short = limitMicro === null ? 0n : usedMicro + amountMicro - limitMicro;
    return short > 0n ? [hit(code, short, limitMicro)] : [];
  };
  const ofAgent = agent?.atLimit === "stop" ? beyond("agent_limit_reached", agent.limitMicro, agent.usedMicro) : [];
  return [
    ...(agent?.stopped ? [hit("agent_stopped", null)] : []),
    ...ofAgent,
    ...beyond("key_limit_reached", key.limitMicro, key.usedMicro),
    ...beyond("workspace_limit_reached", workspace.limitMicro, workspace.usedMicro),
  ];
}

function fromWorkspace(restMicro: bigint, means: Means) {
  const { agent, planMicro, promoMicro, walletMicro, debtMicro, frozen } = means;
  const capped = agent !== null && agent.atLimit === "use_wallet" && agent.limitMicro !== null;
  const plan = capped ? smaller(planMicro, larger((agent.limitMicro ?? 0n) - agent.planUsedMicro, 0n)) : planMicro;
  const fromPlan = smaller(restMicro, plan);
  const fromPromo = smaller(restMicro - fromPlan, promoMicro);
  const wanted = restMicro - fromPlan - fromPromo;
  const planIsOver = agent?.whenPlanExhausted === "stop" && fromPlan === planMicro;
  const isShut = frozen || planIsOver;
  const fromWallet = isShut ? 0n : smaller(wanted, walletMicro);
  const lacking = wanted - fromWallet;
  const funds = { planMicro: fromPlan, promoMicro: fromPromo, walletMicro: fromWallet };
  if (isShut && lacking > 0n)
    return { funds, shortMicro: lacking, code: codeOf(planIsOver, frozen && wanted <= walletMicro) };
  const shortMicro = lacking > 0n ? lacking + debtMicro : beyondBalance(restMicro, means);
  return { funds, shortMicro, code: shortMicro > 0n ? codeOf(false, false) : null };
}

/** A debt is a negative wallet: what the balance does not show cannot be spent, from whichever fund. */
function beyondBalance(restMicro: bigint, { planMicro, promoMicro, walletMicro, debtMicro }: Means): bigint {
  if (debtMicro === 0n || restMicro === 0n) return 0n;
  return larger(restMicro - (planMicro + promoMicro + walletMicro - debtMicro), 0n);
}

function codeOf(planIsOver: boolean, onlyFrozen: boolean): RefusalCode {
  if (planIsOver) return "plan_exhausted";
  return onlyFrozen ? "wallet_frozen" : "insufficient_credits";
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
