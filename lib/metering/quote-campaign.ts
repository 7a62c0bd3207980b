import "server-only";
import type { Context } from "@/lib/context";
import { readRateBook } from "@/lib/rates/data";
import { countryOfPrefix } from "@/lib/rates/prefix-country";
import { findRate, priceOf, type Rate, type RateBook } from "@/lib/rates/rate";
import type { Campaign, CampaignLine } from "./campaign";
import { readMeans } from "./means";
import { loadPlace } from "./place";
import { type Quote, type QuotedLine, quote } from "./quote";

export type CampaignQuote = Quote & {
  rates: readonly (Rate | null)[];
  eachMicro: readonly (bigint | null)[];
  resetsAt: Date;
};

/** What so many messages and calls would cost now, and what would refuse some of them. */
export async function quoteCampaign(
  ctx: Context,
  { lines, agent, number }: Pick<Campaign, "lines" | "agent" | "number">,
): Promise<CampaignQuote> {
  const [book, place] = await Promise.all([readRateBook(ctx), loadPlace(ctx)]);
  const rates = lines.map((line) => rateOf(line, book, ctx.now));
  const quoted = lines.map((line, i): QuotedLine => {
    const rate = rates[i];
    const eachMicro = rate ? priceOf(rate, quantityOf(line)) : null;
    return { count: line.count, eachMicro, isTemplate: isTemplate(line) && number !== undefined };
  });
  const { resetsAt, ...means } = await readMeans(ctx, place.timeZone, { agent, number });
  return { ...quote(quoted, means), rates, eachMicro: quoted.map(({ eachMicro }) => eachMicro), resetsAt };
}

export function countryOf({ country, prefix }: CampaignLine): string | null {
  return country ?? (prefix === undefined ? null : countryOfPrefix(prefix));
}

export function quantityOf({ seconds, parts }: CampaignLine): number {
  return seconds ?? parts ?? 1;
}

function rateOf(line: CampaignLine, book: RateBook, at: Date): Rate | null {
  const { channel, direction, category = null, prefix: phone = null } = line;
  return findRate(book, { channel, direction, category, phone, country: countryOf(line) }, at);
}

function isTemplate({ channel, direction, category }: CampaignLine): boolean {
  return channel === "whatsapp" && direction === "outbound" && category !== undefined;
}
