import type { Books, Operation } from "./operations";

/** How often each operation met each kind of answer: a suite in which a case never came proves nothing about it. */
export class Coverage {
  readonly counts = new Map<string, number>();

  count(op: Operation, answer: string, before: Books, after: Books): void {
    for (const one of answer.split("; ")) this.#add(`${op.do} ${kindOf(one)}`);
    for (const fact of factsOf(op, answer, before, after)) this.#add(fact);
  }

  #add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  missing(wanted: readonly string[]): string[] {
    return wanted.filter((name) => !this.counts.has(name));
  }

  toString(): string {
    return [...this.counts]
      .sort()
      .map(([name, count]) => `${count} ${name}`)
      .join("\n");
  }
}

const kindOf = (answer: string) =>
  /^[a-z_]*( [a-z_]+)?(?= |$)/.exec(answer.replace(/ short.*| [0-9].*/, ""))?.[0] || "done";
const some = (name: string, answer: string) => new RegExp(`${name} [1-9]`).test(answer);

function* claimFacts({ id, taken, kept }: Extract<Operation, { do: "claim" }>, before: Books, after: Books) {
  const [was, is] = [before.bought[id], after.bought[id]];
  if (!was || !is) return;
  if (after.debt > before.debt) yield "what was used is refunded and becomes debt";
  if (taken < was.taken) yield "a refund comes to nothing";
  if (taken < was.taken && after.debt < before.debt) yield "a refund that comes to nothing ends debt";
  if (is.kept > was.kept) yield "a dispute keeps credits";
  if (kept === 0n && was.kept > 0n) yield is.taken > was.taken ? "a dispute is lost" : "a dispute is won";
  if (is.due > was.due) yield "a refund waits for a hold";
  if (after.lots.some((lot, i) => lot.from && lot.taken > (before.lots[i]?.taken ?? 0n)))
    yield "moved credits are refunded";
}

function* factsOf(op: Operation, answer: string, before: Books, after: Books): Generator<string> {
  if (op.do === "use") {
    for (const [i, one] of answer.split("; ").entries()) {
      if (!one.startsWith("charged")) continue;
      const event = op.events[i];
      const agent = event?.agent === undefined ? undefined : before.agents[event.agent];
      if (agent?.atLimit === "use_wallet" && agent.limit !== null && some("plan", one) && some("wallet", one))
        yield "an agent's share of the plan and the wallet pay one event";
      if (some("number", one) && (some("plan", one) || some("promo", one) || some("wallet", one)))
        yield "a number and its workspace pay one event";
      if (some("number", one) && event?.what === "template") yield "a template costs a number's credit";
      if (some("plan", one) && some("promo", one)) yield "plan and promo pay one event";
    }
  }
  if (op.do === "settle" && answer.startsWith("charged")) {
    const hold = before.holds[op.id];
    const used = after.holds[op.id]?.used ?? 0n;
    if (hold && hold.state === "open" && used < hold.total) yield "a hold is settled for less";
    if (hold && hold.state === "open" && used > hold.total) yield "a hold is settled for more";
    if (hold?.state === "expired")
      yield hold.used === null ? "a hold is settled after it expired" : "an estimate is put right";
    if (some("debt", answer)) yield "a delivery becomes debt";
    const gone = hold?.parts.some(({ lot }) => lot.until <= after.at);
    if (gone && hold?.state === "open" && used < hold.total) yield "a hold over an expired lot is settled for less";
  }
  if (op.do === "return" && answer.startsWith("returned")) {
    const charge = before.charges[op.id];
    if (charge?.parts.some(({ lot }) => lot.until <= after.at)) yield "what came from an expired lot is returned";
    if (charge && charge.debt > 0n) yield "what was charged as debt is returned";
  }
  if (op.do === "claim") yield* claimFacts(op, before, after);
  if (op.do === "grant" && after.debt < before.debt) yield "a purchase pays debt";
  if (op.do === "freeze" && after.debt < before.debt) yield "debt is paid when the wallet opens";
  if (
    op.do === "sweep" &&
    Object.values(before.holds).some(({ state, until }) => state === "open" && until <= after.at)
  )
    yield "a hold expires";
  if (before.lots.some(({ left, until }) => left > 0n && until <= after.at)) yield "a lot expires unused";
}
