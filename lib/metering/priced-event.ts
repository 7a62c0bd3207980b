import type { Rate } from "@/lib/rates/rate";
import type { LocalDay } from "@/lib/time";

/** An event as the database judges it: parsed, priced, and put into a day and a month of the workspace's zone. */
export type PricedEvent = {
  key: string;
  body: bigint;
  externalId: string | null;
  /** NULL is the moment of posting. */
  occurredAt: Date | null;
  claimedAt: Date | null;
  day: LocalDay;
  /** Refused before money was looked at. */
  refusal: "no_rate" | "too_old" | "in_the_future" | null;
  /** What it costs by the card; null without a rate, which a template through a number with credits does not need. */
  amountMicro: bigint | null;
  isTemplate: boolean;
  channel: string;
  direction: "outbound" | "inbound";
  kind: string;
  recipient: string | null;
  country: string | null;
  feature: string | null;
  agentId: string | null;
  numberId: string | null;
  usedBy: string | null;
  quantity: number;
  unit: string;
  rate: Rate | null;
  reference: string | null;
  tags: Record<string, string> | null;
};
