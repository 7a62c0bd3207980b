import { claim, collectDue } from "./claims";
import {
  balance,
  classOf,
  credit,
  find,
  giveBack,
  hour,
  inOrder,
  least,
  leftIn,
  monthOf,
  newLot,
  nextMonth,
  payDebt,
  priceOf,
  use as spend,
  split,
  sum,
  take,
} from "./lots";
import type { Books, Charge, Event, Hold, Lot, Operation, Part } from "./operations";

// The books of one workspace told a second time, from their rules alone: arrays and sums, and nothing shared with the product.

function count(b: Books, { event, byKey, month }: Charge, micro: bigint, plan: bigint): void {
  const scopes = ["workspace", byKey ? "key" : "none", `agent ${event.agent}`];
  for (const scope of scopes) b.used[`${scope} ${month}`] = (b.used[`${scope} ${month}`] ?? 0n) + micro;
  b.used[`plan ${event.agent} ${month}`] = (b.used[`plan ${event.agent} ${month}`] ?? 0n) + plan;
}

type Refusal = { code: string; short: bigint | null; limit?: bigint };
function judge(b: Books, { event, byKey, month }: Charge, micro: bigint): Refusal | Part[] {
  const agent = b.agents[event.agent ?? ""];
  if (agent?.stopped) return { code: "agent_stopped", short: null };
  for (const [scope, limit, code] of [
    [`agent ${event.agent}`, agent?.atLimit === "stop" ? agent.limit : null, "agent_limit_reached"],
    ["key", byKey ? b.limits.key : null, "key_limit_reached"],
    ["workspace", b.limits.workspace, "workspace_limit_reached"],
  ] as const) {
    const after = (b.used[`${scope} ${month}`] ?? 0n) + micro;
    if (limit !== null && limit !== undefined && after > limit) return { code, short: after - limit, limit };
  }
  const most: Record<string, bigint> = {};
  if (agent?.atLimit === "use_wallet" && agent.limit !== null)
    most.plan = agent.limit - (b.used[`plan ${event.agent} ${month}`] ?? 0n);
  const mayFall = !event.number || b.fallsBack[event.number] === true;
  const byCard = event.what === "template" && micro !== credit;
  const allowed = (lot: Lot) => (lot.pocket === "main" ? mayFall : lot.pocket === event.number && !byCard);
  const before = find(b, (lot) => allowed(lot) && classOf(lot) !== "wallet", micro, most);
  const short = micro - sum(before);
  if (short === 0n) return affordable(b, before);
  if (!mayFall) return { code: "number_credits_exhausted", short };
  const planIsOver = sum(before, "plan") === leftIn(b, (lot) => classOf(lot) === "plan");
  if (agent?.planGone === "stop" && planIsOver) return { code: "plan_exhausted", short };
  const parts = find(b, allowed, micro, most);
  const lacking = micro - sum(parts);
  if (b.frozen) return { code: lacking === 0n ? "wallet_frozen" : "insufficient_credits", short };
  return lacking === 0n ? affordable(b, parts) : { code: "insufficient_credits", short: lacking + b.debt };
}

/** A debt is a negative wallet: what the balance does not show cannot be spent. */
function affordable(b: Books, parts: Part[]): Refusal | Part[] {
  const main = sum(parts) - sum(parts, "number");
  const beyond = main - balance(b);
  return b.debt > 0n && main > 0n && beyond > 0n ? { code: "insufficient_credits", short: beyond } : parts;
}

function use(b: Books, event: Event, byKey: boolean, until?: number): string {
  const body = JSON.stringify(event);
  const known = b.told[event.id];
  if (known) return known.body === body ? `duplicate ${known.answer}` : "key_reused";
  const tell = (answer: string, again = answer) => {
    const left = ` left ${balance(b)}`;
    b.told[event.id] = { body, answer: again === "*" ? again : again + left };
    return answer + left;
  };
  const at = event.at ?? b.at;
  const charge: Charge = { event, byKey, month: monthOf(at), parts: [], debt: 0n, returned: false };
  const refuse = ({ code, short, limit }: Refusal) => {
    const resets = limit === undefined ? undefined : nextMonth(charge.month);
    return tell(`${code} short ${short} limit ${limit} until ${resets}`);
  };
  if (at > b.at + hour / 12) return refuse({ code: "in_the_future", short: null });
  if (at < b.at - 35 * 24 * hour) return refuse({ code: "too_old", short: null });
  const { number } = event;
  const there = leftIn(b, ({ pocket }) => pocket === number);
  const ofNumber = event.what === "template" && number && (there >= credit || !b.fallsBack[number]);
  const micro = ofNumber ? credit : priceOf(event, event.size);
  if (micro < 0n) return refuse({ code: "no_rate", short: null });
  const judged = judge(b, charge, micro);
  if (!Array.isArray(judged)) return refuse(judged);
  charge.parts = take(judged);
  count(b, charge, micro, sum(judged, "plan"));
  if (until === undefined) spend(charge.parts);
  if (until === undefined) b.charges[event.id] = charge;
  else b.holds[event.id] = { ...charge, state: "open", total: micro, until, used: null };
  const funds = `${micro} ${split(judged)}`;
  return until === undefined ? tell(`charged ${funds}`) : tell(`held ${funds}`, "*");
}

const costOf = ({ event, total }: Hold, size: number) =>
  event.what === "template" && total === credit ? credit : priceOf(event, size);

function extend(b: Books, hold: Hold, to: number, until: number): string {
  if (hold.state !== "open") return `closed ${hold.state}`;
  const size = Math.max(to, hold.event.size);
  const more = costOf(hold, size) - hold.total;
  const judged = more > 0n ? judge(b, hold, more) : [];
  if (!Array.isArray(judged)) return `${judged.code} short ${judged.short}`;
  hold.parts.push(...take(judged));
  count(b, hold, sum(judged), sum(judged, "plan"));
  hold.total += sum(judged);
  hold.event = { ...hold.event, size };
  hold.until = Math.max(until, hold.until);
  return `extended ${hold.total} until ${hold.until}`;
}

/** Ends a hold; null gives all of it back. What was delivered is paid from what was held first, then from what there is. */
function close(b: Books, hold: Hold, state: Hold["state"], micro: bigint | null): bigint {
  const kept = hold.state === "open" ? hold.parts.sort((x, y) => inOrder(x.lot, y.lot)) : [];
  count(b, hold, -sum(kept), -sum(kept, "plan"));
  let open = micro ?? 0n;
  hold.parts = kept.map(({ lot, micro: was }) => {
    const some = least(was, open);
    open -= some;
    return { lot, micro: some };
  });
  const back = kept.map(({ lot, micro }, i) => ({ lot, micro: micro - (hold.parts[i]?.micro ?? 0n) }));
  const { number } = hold.event;
  const usable = (lot: Lot) => (lot.pocket === "main" ? !(b.frozen && lot.fund === "wallet") : lot.pocket === number);
  const more = take(find(b, usable, open));
  hold.parts = [...hold.parts, ...more].filter((part) => part.micro > 0n);
  hold.debt = open - sum(more);
  spend(hold.parts);
  b.debt += hold.debt;
  Object.assign(hold, { state, used: micro });
  let left = 0n;
  giveBack(b, back, () => {
    // What was due only waited for the hold: the event is told the balance it left itself.
    left = balance(b);
    collectDue(
      b,
      kept.map(({ lot }) => lot),
    );
  });
  if (micro === null) return left;
  count(b, hold, micro, sum(hold.parts, "plan"));
  b.charges[hold.event.id] = hold;
  return left;
}

function settle(b: Books, hold: Hold, size: number | undefined, given: bigint | undefined): string {
  const micro = given ?? (size === undefined ? hold.total : costOf(hold, size));
  if (hold.used === micro) return `duplicate ${micro}`;
  const isEstimate = hold.state === "expired" && hold.used !== null && !hold.returned;
  const mayCome = hold.state === "open" || isEstimate || (hold.state === "expired" && hold.used === null);
  if (!mayCome) return `closed ${hold.state} ${hold.used}`;
  if (isEstimate) giveUsageBack(b, hold);
  hold.returned = false;
  const left = close(b, hold, "settled", micro);
  return `charged ${micro} ${split(hold.parts)} debt ${hold.debt} left ${left}`;
}

function giveUsageBack(b: Books, charge: Charge): string {
  const micro = sum(charge.parts) + charge.debt;
  if (charge.returned) return `duplicate ${micro}`;
  charge.returned = true;
  let becameDebt = 0n;
  const parts = charge.parts.map(({ lot, micro: whole }) => {
    const some = least(whole, lot.used);
    lot.used -= some;
    lot.indebted -= whole - some;
    becameDebt += whole - some;
    return { lot, micro: some };
  });
  const owed = charge.debt + becameDebt;
  const lowered = least(owed, b.debt);
  b.debt -= lowered;
  const lot = newLot({ pocket: "main", fund: "wallet", left: 0n, since: b.at, until: Infinity });
  b.lots.push(lot);
  giveBack(b, [...parts, { lot, micro: owed - lowered }]);
  count(b, charge, -micro, -sum(charge.parts, "plan"));
  return `returned ${micro} left ${balance(b)}`;
}

type Effect = Extract<Operation, { do: "grant" | "withdraw" | "move" }>;
/** Recorded once; the same effect with another amount breaks a promise. */
function effect(b: Books, op: Effect): string {
  const known = b.effects[`${op.do} ${op.id}`];
  if (known !== undefined) return known === op.micro ? "duplicate" : "broken promise";
  if (op.do === "grant") {
    const lot = newLot({ pocket: op.pocket, fund: op.fund, left: op.micro, since: b.at, until: op.until });
    b.lots.push(lot);
    if (op.fund === "wallet") b.bought[op.id] = lot;
    if (classOf(lot) === "wallet") payDebt(b, op.micro);
  } else {
    const from = op.do === "move" ? op.from : op.pocket;
    if (op.do === "move" && b.frozen && from === "main") return "frozen";
    const parts = find(b, (lot) => lot.pocket === from && lot.fund === "wallet", op.micro);
    if (sum(parts) < op.micro) return `insufficient ${op.micro - sum(parts)}`;
    take(parts);
    if (op.do === "move")
      b.lots.push(...parts.map(({ lot, micro }) => ({ ...newLot({ ...lot, pocket: op.to, left: micro }), from: lot })));
    if (op.do === "move" && op.to === "main") payDebt(b, op.micro);
  }
  b.effects[`${op.do} ${op.id}`] = op.micro;
  return "recorded";
}

function onHold(b: Books, op: Operation & { id: string }, hold: Hold): string {
  if (op.do === "extend") return extend(b, hold, op.size, op.until);
  if (op.do === "settle") return settle(b, hold, op.size, op.micro);
  if (hold.state === "open") close(b, hold, "released", null);
  return hold.state === "released" ? "released" : `closed ${hold.state} ${hold.used}`;
}

export function act(b: Books, at: number, op: Operation): string {
  b.at = Math.max(b.at, at);
  for (const lot of b.lots) if (lot.until <= b.at) lot.left = 0n;
  if (op.do === "use") return op.events.map((event) => use(b, event, op.byKey)).join("; ");
  if (op.do === "hold") return use(b, op.event, op.byKey, op.until);
  if (op.do === "grant" || op.do === "withdraw" || op.do === "move") return effect(b, op);
  if (op.do === "claim") return claim(b, op.id, op.taken, op.kept);
  if (op.do === "return") {
    const charge = b.charges[op.id];
    return charge ? giveUsageBack(b, charge) : b.holds[op.id] ? "held" : b.told[op.id] ? "refused" : "unknown";
  }
  if (op.do === "extend" || op.do === "settle" || op.do === "release") {
    const hold = b.holds[op.id];
    return hold ? onHold(b, op, hold) : "unknown";
  }
  if (op.do === "limit") b.limits[op.scope] = op.micro;
  if (op.do === "agent") b.agents[op.id] = op.agent;
  if (op.do === "freeze") b.frozen = op.frozen;
  payDebt(b);
  const due = (hold: Hold) => hold.state === "open" && hold.until <= b.at;
  if (op.do === "sweep")
    for (const hold of Object.values(b.holds).filter((one) => due(one) && one.event.id === (op.id ?? one.event.id)))
      close(b, hold, "expired", hold.event.what === "call" ? hold.total : null);
  return "";
}
