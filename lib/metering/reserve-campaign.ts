import "server-only";
import type { Context } from "@/lib/context";
import { kindOfUsage } from "@/lib/rates/channels";
import type { Campaign } from "./campaign";
import { bodyHash, eventKey } from "./event-key";
import { type HoldVerdict, placeHold } from "./hold";
import type { Place } from "./place";
import type { PricedEvent } from "./priced-event";
import { countryOf } from "./quote-campaign";
import { withCurrent } from "./with-current";

const usualSeconds = 3_600;

/** Keeps a campaign's credits back under one id: settled for the credits it used, or given back. */
export function reserveCampaign(
  ctx: Context,
  campaign: Campaign & { id: string },
  amountMicro: bigint,
): Promise<HoldVerdict> {
  const expiresAt = new Date(ctx.now.getTime() + (campaign.expires_in ?? usualSeconds) * 1000);
  return withCurrent(ctx, (current) => {
    const event = reservedEvent(ctx, current.place, campaign, amountMicro);
    return placeHold(ctx, current, event, { expiresAt, onExpiry: "release" });
  });
}

/** In the log a settled reservation is one event, of the channel of its first line. */
function reservedEvent(
  ctx: Context,
  place: Place,
  { expires_in: _, ...campaign }: Campaign & { id: string },
  amountMicro: bigint,
): PricedEvent {
  const [{ channel, direction }] = campaign.lines as [Campaign["lines"][number]];
  const countries = new Set(campaign.lines.map(countryOf));
  const country = countries.size === 1 ? ([...countries][0] ?? null) : null;
  return {
    ...eventKey(campaign.id),
    body: bodyHash(campaign),
    occurredAt: ctx.now,
    claimedAt: null,
    day: place.days.of(ctx.now),
    refusal: null,
    amountMicro,
    isTemplate: false,
    channel,
    direction,
    kind: kindOfUsage(channel, direction, country, place.country),
    recipient: null,
    country,
    feature: campaign.feature ?? null,
    agentId: campaign.agent ?? null,
    numberId: campaign.number ?? null,
    usedBy: null,
    quantity: campaign.lines.reduce((sum, { count }) => sum + count, 0),
    unit: "message",
    rate: null,
    reference: campaign.reference ?? null,
    tags: null,
  };
}
