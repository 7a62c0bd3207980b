import { quoteCampaign as description } from "@/app/_api/operations/quote";
import { Refusal } from "@/app/_api/refusal";
import { fundsOf } from "@/app/_api/verdict";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { wholeCredits } from "@/lib/credits";
import { countryOf, quoteCampaign } from "@/lib/metering/quote-campaign";
import { reserve } from "./reserve";

const mostCredits = 1_000_000_000;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/quote", [
  operation(description)(async ({ ctx, body, demand }) => {
    if (body.reserve) demand("holds:write");
    const quote = await quoteCampaign(ctx, body);
    if (quote.totalMicro > wholeCredits(mostCredits)) {
      throw new Refusal("invalid", { param: "lines", sentence: "problems.campaign_too_large" });
    }
    return {
      lines: body.lines.map((line, i) => ({
        channel: line.channel,
        direction: line.direction,
        country: countryOf(line),
        prefix: line.prefix ?? null,
        category: line.category ?? null,
        count: line.count,
        rate: quote.rates[i]?.id ?? null,
        credits_each: quote.eachMicro[i] ?? null,
        credits: quote.lines[i]?.amountMicro ?? null,
      })),
      total: quote.totalMicro,
      funds: fundsOf(quote.funds),
      short_by: quote.shortByMicro,
      would_hit: quote.hits.map(({ code, shortByMicro, limitMicro }) => ({
        code,
        short_by: shortByMicro,
        limit: limitMicro,
        resets_at: limitMicro === null ? null : quote.resetsAt,
      })),
      hold: body.reserve ? await reserve(ctx, body, quote) : null,
    };
  }),
]);
