import { Mix, Random } from "@/db/seed/history/random";
import type { Context } from "@/lib/context";
import { postingOf } from "@/lib/metering/meter";
import type { Posting } from "@/lib/metering/post-usage";
import { priceEvent } from "@/lib/metering/price-event";
import type { PricedEvent } from "@/lib/metering/priced-event";
import type { UsageEvent } from "@/lib/metering/schema";
import { withCurrent } from "@/lib/metering/with-current";

const random = new Random("bench");
const people = Array.from({ length: 20_000 }, () => `+24492${random.digits(7)}`) as [string, ...string[]];
const features = ["campaigns", "automations", "ai", "content"] as const;
const channels = new Mix<Pick<UsageEvent, "channel" | "to" | "parts">>(
  people
    .slice(0, 5_000)
    .flatMap((to, i) => [
      [6, { channel: "sms", to, parts: 1 + (i % 3) }] as const,
      [3, { channel: "whatsapp", to }] as const,
      [1, { channel: "email", to: `person.${i}@example.com` }] as const,
    ]),
);
const drafts = Array.from({ length: 20_000 }, () => channels.draw(random));
export const agentIds = Array.from({ length: 20 }, (_, i) => `agent-${i + 1}`) as [string, ...string[]];

/** An event like everybody's: a fresh id in the order of time, one of many recipients, some agent, some feature. */
export function anyEvent(at: Date, withAgent = true): UsageEvent {
  const draft = drafts[random.below(drafts.length)] ?? { channel: "sms", to: people[0] };
  return {
    id: random.uuid(at),
    direction: "outbound",
    ...draft,
    feature: random.pick(features),
    ...(withAgent && { agent: random.pick(agentIds) }),
  };
}

export function anyEvents(count: number, at: Date): UsageEvent[] {
  return Array.from({ length: count }, () => anyEvent(at));
}

export type Priced = { posting: Omit<Posting, "events">; price: (events: readonly UsageEvent[]) => PricedEvent[] };

/** What a process keeps of a workspace, to price events outside of what is measured. */
export async function pricing(ctx: Context): Promise<Priced> {
  const current = await withCurrent(ctx, async (known) => known);
  const price = (events: readonly UsageEvent[]) =>
    events.map((event) => {
      const priced = priceEvent(event, { ...current, now: new Date() });
      if (!priced) throw new RangeError("the bench writes to addresses that exist");
      return priced;
    });
  const { now, ...posting } = postingOf(ctx, current);
  return { posting, price };
}
