import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { Section } from "@/components/shell/section";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import type { Channel } from "@/lib/rates/channels";
import type { RateChange } from "@/lib/rates/effective-card";
import { repriceLately } from "@/lib/rates/reprice-lately";
import { categoryName, destinationName } from "./rates-words";
import { isAlone, type ReadRates } from "./read-rates";

type ChangesProps = { page: OpenedPage; read: ReadRates };

const latelyMs = 30 * 86_400_000;

/** What is published for later, date by date: before, after, and by how much. */
export async function Changes({ page, read: { changes, lines } }: ChangesProps) {
  if (changes.length === 0) return null;
  const { fmt } = page;
  const [t, usage] = await Promise.all([getTranslations("rates"), getTranslations("usage.channels")]);
  const dates = [...new Set(changes.map(({ at }) => at.getTime()))];
  const decimals = creditDecimals(
    changes.flatMap(({ before, after }) => [before, after].flatMap((line) => line?.rate.priceMicro ?? [])),
  );
  const price = (line: RateChange["before"]) => (line ? fmt.credits(line.rate.priceMicro, { decimals }) : "–");
  return (
    <>
      {dates.map((date) => (
        <Section
          key={date}
          title={t("changes.title", { day: fmt.date(new Date(date)) })}
          lead={t("changes.lead", { time: fmt.dateTime(new Date(date)) })}
        >
          <Lately page={page} changes={changes.filter(({ at }) => at.getTime() === date)} />
          <DataList
            caption={t("changes.title", { day: fmt.date(new Date(date)) })}
            captionHidden
            columns={[
              { id: "channel", header: t("columns.channel"), item: "meta" },
              { id: "destination", header: t("columns.destination"), rowHeader: true },
              { id: "before", header: t("changes.before"), align: "end", item: "detail" },
              { id: "after", header: t("changes.after"), align: "end" },
              { id: "by", header: t("changes.by"), align: "end", item: "meta" },
              { id: "card", header: t("changes.card"), item: "hidden" },
            ]}
            rows={changes
              .filter(({ at }) => at.getTime() === date)
              .map((change) => {
                const named = [change.before, change.after].find((line) => line?.key === change.key);
                const { after, before } = change;
                return {
                  key: change.key,
                  cells: {
                    channel: named && (
                      <>
                        {usage(named.rate.channel as Channel)}{" "}
                        <span className="text-ink-3">{t(`toward.${named.rate.direction}`)}</span>
                      </>
                    ),
                    destination: named && (
                      <>
                        {destinationName({ ...named, isAlone: isAlone(named, lines) }, fmt, t)}
                        {named.rate.category && (
                          <span className="block text-xs text-ink-3">{categoryName(named.rate.category, t)}</span>
                        )}
                      </>
                    ),
                    before: (
                      <>
                        <span className="sm:@min-[31rem]:hidden">{t("changes.before")} </span>
                        {price(before)}
                      </>
                    ),
                    after: price(after),
                    by: by(change),
                    card:
                      after?.kind === "agreement" ? (
                        <Status tone="info">{t("force.agreement")}</Status>
                      ) : (
                        <span className="text-ink-2">{t(after ? "force.catalogue" : "changes.gone")}</span>
                      ),
                  },
                };
              })}
          />
        </Section>
      ))}
    </>
  );

  function by({ before, after }: RateChange): string {
    if (!before || !after) return "–";
    const [old, now] = [before.rate.priceMicro, after.rate.priceMicro];
    if (old === 0n || before.rate.unit !== after.rate.unit) return "–";
    return fmt.percent(Number(((now - old) * 10_000n) / old) / 10_000, { decimals: 1, sign: "always" });
  }
}

/** The last thirty days at the new prices, where something was used at the lines that change. */
async function Lately({ page: { ctx, fmt }, changes }: { page: OpenedPage; changes: readonly RateChange[] }) {
  const [t, { events, nowMicro, thenMicro }] = await Promise.all([
    getTranslations("rates.changes"),
    repriceLately(ctx, changes, new Date(ctx.now.getTime() - latelyMs)),
  ]);
  if (events === 0) return null;
  return (
    <p className="mb-3 max-w-[68ch]">
      {t("lately", {
        count: events,
        now: fmt.credits(nowMicro),
        later: fmt.credits(thenMicro),
        by: fmt.credits(thenMicro - nowMicro, { sign: "always" }),
      })}
    </p>
  );
}
