/** The books of one workspace told a second time, from their rules alone: arrays and sums, and nothing shared with the product. */

import type { Books, Charge, Event, Fund, Lot, Operation, Part, Setting } from "./operations";

const credit = 1_000_000n;
const hour = 3_600_000;
const order = ["number", "plan", "promo", "wallet"] as const;
const sum = (all: bigint[]) => all.reduce((a, b) => a + b, 0n);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
const monthOf = (at: number) => new Date(at + hour).toISOString().slice(0, 7);
const nextMonth = (month: string) => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - hour;
const classOf = ({ pocket, fund }: Lot) => (pocket === "main" ? fund : "number");
const partsOf = (parts: Part[], of: string) => sum(parts.map((part) => (classOf(part.lot) === of ? part.micro : 0n)));
const split = (parts: Part[]) => order.map((of) => `${of} ${partsOf(parts, of)}`).join(" ");
const total = ({ parts, debt }: Charge) => sum(parts.map(({ micro }) => micro)) + debt;
const inOrder = (a: Lot, b: Lot) =>
  order.indexOf(classOf(a)) - order.indexOf(classOf(b)) || a.until - b.until || a.since - b.since;
export const held = (b: Books, pocket: string) =>
  sum(
    Object.values(b.holds)
      .filter(({ state }) => state === "open")
      .flatMap(({ parts }) => parts.map((part) => (part.lot.pocket === pocket ? part.micro : 0n))),
  );
export const inFund = (b: Books, pocket: string, fund: Fund) =>
  sum(b.lots.map((lot) => (lot.pocket === pocket && lot.fund === fund ? lot.left : 0n)));
export const balance = (b: Books) => sum(b.lots.map((lot) => (lot.pocket === "main" ? lot.left : 0n))) - b.debt;

function priceOf({ what }: Event, size: number): bigint {
  if (what === "call") return 4n * credit * BigInt(Math.max(1, Math.ceil(size / 60)));
  return { sms: credit, email: credit / 2n, template: 2n * credit, unpriced: -1n }[what] * BigInt(size);
}

/** Lots in the order of use, as much of each as is needed; `most` caps a class. */
function take(b: Books, from: (lot: Lot) => boolean, micro: bigint, most: Record<string, bigint> = {}): Part[] {
  const parts: Part[] = [];
  for (const lot of b.lots.filter(from).sort(inOrder)) {
    const cap = (most[classOf(lot)] ?? lot.left + micro) - partsOf(parts, classOf(lot));
    const some = least(least(lot.left, micro - sum(parts.map((part) => part.micro))), cap);
    if (some > 0n) parts.push({ lot, micro: some });
  }
  return parts;
}

function leave(parts: Part[]): void {
  for (const part of parts) part.lot.left -= part.micro;
}
function giveBack(b: Books, parts: Part[]): void {
  for (const { lot, micro } of parts) if (lot.until > b.at) lot.left += micro;
}

function payDebt(b: Books, from = (lot: Lot) => !b.frozen && lot.pocket === "main" && lot.fund === "wallet"): void {
  const parts = take(b, from, b.debt);
  leave(parts);
  b.debt -= sum(parts.map(({ micro }) => micro));
}

function count({ event, byKey, month }: Charge, b: Books, micro: bigint, plan: bigint): void {
  const scopes = ["workspace", ...(byKey ? ["key"] : []), ...(event.agent ? [`agent ${event.agent}`] : [])];
  for (const scope of scopes) b.used[`${scope} ${month}`] = (b.used[`${scope} ${month}`] ?? 0n) + micro;
  b.used[`plan ${event.agent} ${month}`] = (b.used[`plan ${event.agent} ${month}`] ?? 0n) + plan;
}

type Refusal = { code: string; short: bigint | null; limit?: bigint };
function judge(b: Books, { event, byKey, month }: Charge, micro: bigint): Refusal | Part[] {
  const agent = event.agent ? b.agents[event.agent] : undefined;
  const over = (limit: bigint | null | undefined, scope: string, code: string): Refusal[] => {
    const after = (b.used[`${scope} ${month}`] ?? 0n) + micro;
    return limit != null && after > limit ? [{ code, short: after - limit, limit }] : [];
  };
  if (agent?.stopped) return { code: "agent_stopped", short: null };
  const [limit] = [
    ...over(agent?.atLimit === "stop" ? agent.limit : null, `agent ${event.agent}`, "agent_limit_reached"),
    ...over(byKey ? b.limits.key : null, "key", "key_limit_reached"),
    ...over(b.limits.workspace, "workspace", "workspace_limit_reached"),
  ];
  if (limit) return limit;
  const most: Record<string, bigint> = {};
  if (agent?.atLimit === "use_wallet" && agent.limit !== null) {
    const room = agent.limit - (b.used[`plan ${event.agent} ${month}`] ?? 0n);
    most.plan = room > 0n ? room : 0n;
  }
  const mayFall = !event.number || b.fallsBack[event.number];
  const byCard = event.what === "template" && micro !== credit;
  const allowed = (lot: Lot) => (lot.pocket === "main" ? mayFall === true : lot.pocket === event.number && !byCard);
  const drawn = (parts: Part[]) => sum(parts.map((part) => part.micro));
  const before = take(b, (lot) => allowed(lot) && classOf(lot) !== "wallet", micro, most);
  const short = micro - drawn(before);
  if (short === 0n) return before;
  if (!mayFall) return { code: "number_credits_exhausted", short };
  if (agent?.planGone === "stop" && partsOf(before, "plan") === inFund(b, "main", "plan"))
    return { code: "plan_exhausted", short };
  const parts = take(b, allowed, micro, most);
  const lacking = micro - drawn(parts);
  if (b.frozen) return { code: lacking === 0n ? "wallet_frozen" : "insufficient_credits", short };
  return lacking === 0n ? parts : { code: "insufficient_credits", short: lacking };
}

function use(b: Books, event: Event, byKey: boolean, hold?: number): string {
  const { now: _, ...body } = { ...event, now: 0 };
  const known = b.told[event.id];
  if (known) return known.body === JSON.stringify(body) ? `duplicate ${known.answer}` : "key_reused";
  const tell = (answer: string) => {
    b.told[event.id] = { body: JSON.stringify(body), answer };
    return answer;
  };
  const at = event.at ?? b.at;
  const refuse = ({ code, short, limit }: Refusal) =>
    tell(
      `${code} short ${short} limit ${limit} until ${limit === undefined ? undefined : nextMonth(monthOf(at))} left ${balance(b)}`,
    );
  if (at > b.at + hour / 12) return refuse({ code: "in_the_future", short: null });
  if (at < b.at - 35 * 24 * hour) return refuse({ code: "too_old", short: null });
  const ofNumber =
    event.what === "template" &&
    event.number &&
    (inFund(b, event.number, "wallet") >= credit || !b.fallsBack[event.number]);
  const micro = ofNumber ? credit : priceOf(event, event.size);
  if (micro < 0n) return refuse({ code: "no_rate", short: null });
  const charge: Charge = { event, byKey, month: monthOf(at), parts: [], debt: 0n, returned: false };
  const judged = judge(b, charge, micro);
  if (!Array.isArray(judged)) return refuse(judged);
  charge.parts = judged;
  leave(judged);
  count(charge, b, micro, partsOf(judged, "plan"));
  if (hold !== undefined) {
    b.holds[event.id] = { ...charge, state: "open", total: micro, until: hold, used: null };
    b.told[event.id] = { body: JSON.stringify(body), answer: "*" };
    return `held ${micro} ${split(judged)} left ${balance(b)}`;
  }
  b.charges[event.id] = charge;
  return tell(`charged ${micro} ${split(judged)} left ${balance(b)}`);
}

const costOf = ({ event, total }: Books["holds"][string], size: number) =>
  event.what === "template" && total === credit ? credit : priceOf(event, size);

function extend(b: Books, id: string, size: number, until: number): string {
  const hold = b.holds[id];
  if (!hold) return "unknown";
  if (hold.state !== "open") return `closed ${hold.state}`;
  const bigger = Math.max(size, hold.event.size);
  const more = costOf(hold, bigger) - hold.total;
  if (more > 0n) {
    const judged = judge(b, hold, more);
    if (!Array.isArray(judged)) return `${judged.code} short ${judged.short}`;
    leave(judged);
    count(hold, b, more, partsOf(judged, "plan"));
    hold.parts.push(...judged);
    hold.total += more;
  }
  hold.event = { ...hold.event, size: bigger };
  hold.until = Math.max(until, hold.until);
  return `extended ${hold.total} until ${hold.until}`;
}

/** Ends a hold; null gives all of it back. What was delivered is paid from what was held first, then from what there is. */
function close(
  b: Books,
  hold: Books["holds"][string],
  state: "settled" | "released" | "expired",
  micro: bigint | null,
): void {
  const kept = hold.state === "open" ? hold.parts.sort((x, y) => inOrder(x.lot, y.lot)) : [];
  count(hold, b, -sum(kept.map((part) => part.micro)), -partsOf(kept, "plan"));
  hold.state = state;
  hold.used = micro;
  let open = micro ?? 0n;
  hold.parts = kept.flatMap(({ lot, micro: was }) => {
    const some = least(was, open);
    open -= some;
    giveBack(b, [{ lot, micro: was - some }]);
    return some > 0n ? [{ lot, micro: some }] : [];
  });
  const usable = (lot: Lot) =>
    lot.pocket === "main" ? !(b.frozen && lot.fund === "wallet") : lot.pocket === hold.event.number;
  const more = take(b, usable, open);
  leave(more);
  hold.parts.push(...more);
  hold.debt = open - sum(more.map((part) => part.micro));
  b.debt += hold.debt;
  payDebt(b);
  if (micro === null) return;
  count(hold, b, micro, partsOf(hold.parts, "plan"));
  b.charges[hold.event.id] = hold;
}

function settle(b: Books, id: string, size: number | undefined, given: bigint | undefined): string {
  const hold = b.holds[id];
  if (!hold) return "unknown";
  const micro = given ?? (size === undefined ? hold.total : costOf(hold, size));
  if (hold.used === micro) return `duplicate ${micro}`;
  if (hold.state !== "open" && !(hold.state === "expired" && hold.used === null))
    return `closed ${hold.state} ${hold.used}`;
  close(b, hold, "settled", micro);
  return `charged ${micro} ${split(hold.parts)} debt ${hold.debt} left ${balance(b)}`;
}

function giveUsageBack(b: Books, id: string): string {
  const charge = b.charges[id];
  if (!charge) return b.holds[id] ? "held" : b.told[id] ? "refused" : "unknown";
  const micro = total(charge);
  if (charge.returned) return `duplicate ${micro}`;
  charge.returned = true;
  giveBack(b, charge.parts);
  const owed = least(charge.debt, b.debt);
  b.debt -= owed;
  b.lots.push({ pocket: "main", fund: "wallet", left: charge.debt - owed, since: b.at, until: Infinity });
  payDebt(b);
  count(charge, b, -micro, -partsOf(charge.parts, "plan"));
  return `returned ${micro} left ${balance(b)}`;
}

/** An effect is recorded once; the same under another amount breaks a promise. */
function once(b: Books, effect: string, micro: bigint, work: () => string | undefined): string {
  const known = b.effects[effect];
  if (known !== undefined) return known === micro ? "duplicate" : "broken promise";
  const objection = work();
  if (objection === undefined) b.effects[effect] = micro;
  return objection ?? "recorded";
}

function takeAway(b: Books, pocket: string, micro: bigint): Part[] | string {
  const parts = take(b, (lot) => lot.pocket === pocket && lot.fund === "wallet", micro);
  const there = sum(parts.map((part) => part.micro));
  if (there < micro) return `insufficient ${micro - there}`;
  leave(parts);
  return parts;
}

function perform(b: Books, op: Operation): string {
  if (op.do === "use") return op.events.map((event) => use(b, event, op.byKey)).join("; ");
  if (op.do === "hold") return use(b, op.event, op.byKey, op.until);
  if (op.do === "return") return giveUsageBack(b, op.id);
  if (op.do === "extend") return extend(b, op.id, op.size, op.until);
  if (op.do === "settle") return settle(b, op.id, op.size, op.micro);
  if (op.do === "release") {
    const hold = b.holds[op.id];
    if (!hold) return "unknown";
    if (hold.state === "open") close(b, hold, "released", null);
    return hold.state === "released" ? "released" : `closed ${hold.state} ${hold.used}`;
  }
  if (op.do === "grant")
    return once(b, `grant ${op.id}`, op.micro, () => {
      const lot = { pocket: op.pocket, fund: op.fund, left: op.micro, since: b.at, until: op.until };
      b.lots.push(lot);
      if (op.pocket === "main" && op.fund === "wallet") payDebt(b, (one) => one === lot);
    });
  if (op.do === "withdraw")
    return once(b, `withdraw ${op.id}`, op.micro, () => {
      const taken = takeAway(b, op.pocket, op.micro);
      return typeof taken === "string" ? taken : undefined;
    });
  if (op.do === "move")
    return once(b, `move ${op.id}`, op.micro, () => {
      if (b.frozen && op.from === "main") return "frozen";
      const taken = takeAway(b, op.from, op.micro);
      if (typeof taken === "string") return taken;
      b.lots.push(...taken.map(({ lot, micro }) => ({ ...lot, pocket: op.to, left: micro })));
      payDebt(b);
    });
  if (op.do === "limit") b.limits[op.scope] = op.micro;
  if (op.do === "agent") b.agents[op.id] = op.agent;
  if (op.do === "freeze") b.frozen = op.frozen;
  payDebt(b);
  if (op.do !== "sweep") return "";
  const due = (hold: Books["holds"][string]) => hold.state === "open" && hold.until <= b.at;
  for (const hold of Object.values(b.holds).filter((one) => due(one) && one.event.id === (op.id ?? one.event.id)))
    close(b, hold, "expired", hold.event.what === "call" ? hold.total : null);
  return "";
}

export function act(b: Books, at: number, op: Operation): string {
  b.at = Math.max(b.at, at);
  for (const lot of b.lots) if (lot.until <= b.at) lot.left = 0n;
  return perform(b, op);
}

export function foundBooks({ at, agents, fallsBack }: Setting): Books {
  const limits = { key: null, workspace: null };
  const empty = { lots: [], debt: 0n, frozen: false, used: {}, told: {}, charges: {}, holds: {}, effects: {} };
  return { at, agents: { ...agents }, fallsBack, limits, ...empty };
}

/** In the words of the product's own state; lots of one age and one end are one. */
export function stateText(b: Books): string {
  const pockets = ["main", ...Object.keys(b.fallsBack)];
  const sums = pockets.map(
    (id) => `${id} ${inFund(b, id, "plan")} ${inFund(b, id, "promo")} ${inFund(b, id, "wallet")}`,
  );
  const lots: Record<string, bigint> = {};
  for (const { pocket, fund, since, until, left } of b.lots) {
    const name = `${pocket} ${fund} since ${since} until ${until}`;
    lots[name] = (lots[name] ?? 0n) + left;
  }
  const lines = Object.entries(lots).flatMap(([name, left]) => (left > 0n ? `${name}: ${left}` : []));
  const all = sum(pockets.map((id) => held(b, id)));
  return [`balance ${balance(b)} held ${all} debt ${b.debt}`, ...sums.sort(), ...lines.sort()].join("\n");
}
