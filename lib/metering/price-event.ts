import { addressing, kindOfUsage } from "@/lib/rates/channels";
import { findRate, priceOf, type RateBook } from "@/lib/rates/rate";
import { bodyHash, eventKey } from "./event-key";
import type { Place } from "./place";
import type { PricedEvent } from "./priced-event";
import { readRecipient } from "./recipient";
import type { UsageEvent } from "./schema";

const dayMs = 86_400_000;
/** An event may come so much later than it happened, and its clock may be so much ahead of ours. */
export const oldestMs = 35 * dayMs;
export const aheadMs = 5 * 60_000;

export type Pricing = { book: RateBook; place: Place; now: Date };

/** Everything about an event that needs no balance. Null when its recipient is none the channel can reach. */
export function priceEvent(event: UsageEvent, { book, place, now }: Pricing): PricedEvent | null {
  const recipient = readRecipient(event.channel, event.to ?? event.from, event.country);
  if (!recipient) return null;
  const claimed = event.occurred_at === undefined ? null : new Date(event.occurred_at);
  const untimely = claimed && timeRefusal(claimed, now);
  const occurredAt = untimely ? null : claimed;
  const at = occurredAt ?? now;
  const quantity = event.seconds ?? event.parts ?? 1;
  const { channel, direction, category = null } = event;
  const { phone, country } = recipient;
  const rate = findRate(book, { channel, direction, category, phone, country }, at);
  const isTemplate = isTemplateMessage(event);
  // Named one by one: spreading into so wide an object costs more than all the rest of this.
  const { key, externalId } = eventKey(event.id);
  const amountMicro = rate && priceOf(rate, quantity);
  return {
    key,
    externalId,
    body: bodyHash(event),
    occurredAt,
    claimedAt: untimely ? claimed : null,
    day: place.days.of(at),
    refusal: untimely || (amountMicro === null && !isTemplate ? "no_rate" : null),
    amountMicro,
    isTemplate,
    channel,
    direction,
    kind: kindOfUsage(channel, direction, country, place.country),
    recipient: recipient.address,
    country,
    feature: event.feature ?? null,
    agentId: event.agent ?? null,
    numberId: event.number ?? null,
    usedBy: event.user ?? null,
    quantity,
    unit: addressing[channel] === "phone" && rate?.unit === "minute" ? "second" : (rate?.unit ?? "message"),
    rate,
    reference: event.reference ?? null,
    tags: event.tags ?? null,
  };
}

function timeRefusal(claimed: Date, now: Date): "too_old" | "in_the_future" | null {
  const ahead = claimed.getTime() - now.getTime();
  if (ahead > aheadMs) return "in_the_future";
  return ahead < -oldestMs ? "too_old" : null;
}

/** A message with a category is a template; sent through a number it costs one of the number's credits. */
function isTemplateMessage({ channel, direction, category, number }: UsageEvent): boolean {
  return channel === "whatsapp" && direction === "outbound" && category !== undefined && number !== undefined;
}
