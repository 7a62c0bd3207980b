import "server-only";
import { inHotTransaction } from "@/db/hot";
import type { HeldEvent } from "@/db/schema/holds";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import type { Channel } from "@/lib/rates/channels";
import { priceOf } from "@/lib/rates/rate";
import { eventKey } from "./event-key";
import { type HoldRow, readHold } from "./hold-row";
import { postingOf } from "./meter";
import { postUsage, type Stale } from "./post-usage";
import { priceEvent } from "./price-event";
import type { PricedEvent } from "./priced-event";
import type { UsageEvent } from "./schema";
import type { Duplicate, Funds, Refused, Reused } from "./verdicts";
import { type Current, withCurrent } from "./with-current";

/** A call that nobody ended has cost something; a message nobody confirmed was most likely never sent. */
const settlesOnExpiry: readonly Channel[] = ["voice"];

export type Held = { status: "held"; amountMicro: bigint; funds: Funds; expiresAt: Date; balanceMicro: bigint };
export type HoldVerdict = Held | Refused | Duplicate | Reused;

/** Keeps the credits of an announced event back. It is judged like the event itself, and charged once, when it is settled. */
export function openHold(ctx: Context, event: UsageEvent, expiresAt: Date): Promise<HoldVerdict> {
  return withCurrent(ctx, (current) => {
    const found = priceEvent(event, { ...current, now: ctx.now });
    if (!found) throw new AppError("invalid", "recipient", { field: event.to === undefined ? "from" : "to" });
    const priced = { ...found, occurredAt: found.occurredAt ?? ctx.now };
    const onExpiry = settlesOnExpiry.includes(event.channel) ? "settle" : "release";
    return placeHold(ctx, current, priced, { expiresAt, onExpiry });
  });
}

type End = { expiresAt: Date; onExpiry: "settle" | "release" };

export function placeHold(
  ctx: Context,
  current: Current,
  priced: PricedEvent,
  { expiresAt, onExpiry }: End,
): Promise<HoldVerdict | Stale> {
  return inHotTransaction(async (tx): Promise<HoldVerdict | Stale> => {
    const answer = await postUsage(tx, { ...postingOf(ctx, current), events: [priced], hold: `hold:${priced.key}` });
    if ("stale" in answer) return answer.stale === "taken" ? { status: "key_reused" } : answer;
    const [verdict] = answer.verdicts;
    invariant(verdict, "the one event has a verdict");
    if (verdict.status !== "charged") return verdict;
    // A template that a number's credit pays costs that credit, whatever the card says.
    const byCard = !(priced.isTemplate && verdict.funds.numberMicro > 0n);
    const held = heldEvent(byCard ? priced : { ...priced, rate: null }, postingOf(ctx, current).apiKeyId);
    await tx`insert into holds (workspace_id, key, external_id, state, amount_micro, on_expiry, event, opened_at, expires_at)
      values (${ctx.workspaceId}, ${priced.key}, ${priced.externalId}, 'open', ${String(verdict.amountMicro)}, ${onExpiry},
        ${JSON.stringify(held)}::text::jsonb, ${ctx.now.toISOString()}, ${expiresAt.toISOString()})`;
    const { amountMicro, funds, balanceMicro } = verdict;
    return { status: "held", amountMicro, funds, expiresAt, balanceMicro };
  });
}

export type Extended =
  | { status: "extended"; amountMicro: bigint; expiresAt: Date }
  | Refused
  | { status: "unknown" }
  | { status: "closed"; state: HoldRow["state"] };

/** Holds more, up to a new total, and for longer. Asked twice for the same total, it adds nothing the second time. */
export function extendHold(ctx: Context, id: string, to: { quantity?: number; expiresAt: Date }): Promise<Extended> {
  const { key } = eventKey(id);
  return withCurrent(ctx, (current) =>
    inHotTransaction(async (tx): Promise<Extended | Stale> => {
      await tx`select books.open_books(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz)`;
      const hold = await readHold(tx, ctx.workspaceId, key);
      if (!hold) return { status: "unknown" };
      if (hold.state !== "open") return { status: "closed", state: hold.state };
      const quantity = Math.max(to.quantity ?? 0, hold.event.quantity);
      const total = chargeOf(hold, quantity);
      const moreMicro = total > hold.amountMicro ? total - hold.amountMicro : 0n;
      if (moreMicro > 0n) {
        const events = [eventOf(hold, key, moreMicro)];
        // Whoever extends it, the hold counts for the key that opened it, which is where its end is counted too.
        const apiKeyId = hold.event.api_key_id ?? null;
        const posting = { ...postingOf(ctx, current), apiKeyId, events };
        const answer = await postUsage(tx, { ...posting, hold: `extend:${key}:${total}` });
        if ("stale" in answer) return answer;
        const [verdict] = answer.verdicts;
        if (verdict?.status === "refused") return verdict;
        invariant(verdict?.status === "charged", "more of an open hold is held or refused");
      }
      const expiresAt = new Date(Math.max(to.expiresAt.getTime(), hold.expiresAt.getTime()));
      const amountMicro = hold.amountMicro + moreMicro;
      await tx`update holds set amount_micro = ${String(amountMicro)}, expires_at = ${expiresAt.toISOString()},
        event = jsonb_set(event, '{quantity}', to_jsonb(${quantity}::int)) where workspace_id = ${ctx.workspaceId} and key = ${key}`;
      return { status: "extended", amountMicro, expiresAt };
    }),
  );
}

/** What so much of the announced event costs, by the rate it was announced at. */
export function chargeOf(hold: HoldRow, quantity: number): bigint {
  const { rate } = hold.event;
  return rate ? priceOf({ ...rate, priceMicro: BigInt(rate.priceMicro) }, quantity) : hold.amountMicro;
}

function heldEvent(event: PricedEvent, apiKeyId: string | null): HeldEvent {
  const { rate } = event;
  invariant(event.occurredAt, "a held event has its time");
  return {
    occurred_at: event.occurredAt.toISOString(),
    day: event.day,
    channel: event.channel,
    direction: event.direction,
    kind: event.kind,
    unit: event.unit,
    quantity: event.quantity,
    recipient: event.recipient,
    country: event.country,
    feature: event.feature,
    agent_id: event.agentId,
    number_id: event.numberId,
    is_template: event.isTemplate,
    used_by: event.usedBy,
    price_micro: rate && String(rate.priceMicro),
    rate_id: rate?.id ?? null,
    reference: event.reference,
    tags: event.tags,
    api_key_id: apiKeyId,
    rate: rate && { ...rate, priceMicro: String(rate.priceMicro) },
  };
}

function eventOf({ event }: HoldRow, key: string, amountMicro: bigint): PricedEvent {
  return {
    key,
    body: 0n,
    externalId: null,
    occurredAt: new Date(event.occurred_at),
    claimedAt: null,
    day: event.day as PricedEvent["day"],
    refusal: null,
    amountMicro,
    isTemplate: false,
    channel: event.channel,
    direction: event.direction,
    kind: event.kind,
    recipient: null,
    country: null,
    feature: null,
    agentId: event.agent_id ?? null,
    // A template that is charged by the card takes nothing of a number's credits, of which it would cost a whole one.
    numberId: event.is_template ? null : (event.number_id ?? null),
    usedBy: null,
    quantity: event.quantity,
    unit: event.unit,
    rate: null,
    reference: null,
    tags: null,
  };
}
