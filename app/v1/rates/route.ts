import { listRates } from "@/app/_api/operations/list-rates";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { readRateBook } from "@/lib/rates/data";
import { scheduleOf } from "@/lib/rates/schedule";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/rates", [
  operation(listRates)(async ({ ctx }) => {
    const schedule = scheduleOf(await readRateBook(ctx), ctx.now);
    return {
      cards: schedule.map(({ id, name, kind, status, startsAt, endsAt, rates }) => ({
        id,
        name,
        kind,
        status,
        starts_at: startsAt,
        ends_at: endsAt,
        rates: rates.map((rate) => ({
          id: rate.id,
          channel: rate.channel,
          direction: rate.direction,
          category: rate.category || null,
          destination: rate.destination,
          unit: rate.unit,
          credits: rate.priceMicro,
          increment: rate.increment,
          minimum: rate.minimum,
          rounding: rate.rounding,
        })),
      })),
    };
  }),
]);
