import { memberRoute } from "@/app/_gate/api-route";
import { creditsToDecimal } from "@/lib/credits";
import { csvLine } from "@/lib/csv";
import { withoutTrailingZeros } from "@/lib/decimal";
import { worthOf } from "@/lib/rates/credit-price";
import { localDay } from "@/lib/time";
import { ratesView } from "../rates-search";
import { readRates } from "../read-rates";

const header = [
  "channel",
  "direction",
  "category",
  "destination",
  "country",
  "unit",
  "credits",
  "increment",
  "minimum",
  "rounding",
  "money",
  "currency",
  "card",
  "in_force_since",
  "next_change_at",
  "next_credits",
];

/** The card as the page shows it, every page of it. */
export const GET = memberRoute("/w/[workspace]/rates/csv", async ({ ctx, workspace }, request) => {
  const today = localDay(ctx.now, workspace.timeZone);
  const view = ratesView(Object.fromEntries(new URL(request.url).searchParams), today);
  const { rows, price } = await readRates({ ctx, workspace, view, locale: workspace.locale });
  const lines = rows.map(({ rate, kind, country, since, next }) =>
    csvLine([
      rate.channel,
      rate.direction,
      rate.category || null,
      rate.destination,
      country,
      rate.unit,
      { figure: creditsToDecimal(rate.priceMicro) },
      { figure: rate.increment },
      { figure: rate.minimum },
      rate.rounding,
      price && { figure: withoutTrailingZeros(worthOf(rate.priceMicro, price, workspace.currency)) },
      price && workspace.currency,
      kind,
      since.toISOString(),
      next ? next.at.toISOString() : null,
      next?.after ? { figure: creditsToDecimal(next.after.rate.priceMicro) } : null,
    ]),
  );
  return new Response([csvLine(header), ...lines].join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="rates_${workspace.slug}_${view.on ?? today}.csv"`,
    },
  });
});
