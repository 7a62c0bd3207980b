import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { PageLinks } from "@/app/_lists/page-links";
import { pageOf } from "@/app/_lists/page-of";
import { Swatch } from "@/components/charts/swatch";
import { DataList } from "@/components/data-list/data-list";
import type { DataListRow } from "@/components/data-list/types";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import type { Channel } from "@/lib/rates/channels";
import { worthOf } from "@/lib/rates/credit-price";
import { channelColors } from "../channel-words";
import { type RatesView, ratesQuery } from "./rates-search";
import { categoryName, destinationName, type RatesWords, unitWords } from "./rates-words";
import type { RateRow, ReadRates } from "./read-rates";

type CardTableProps = { page: OpenedPage; view: RatesView; read: ReadRates };

/** Channel by destination, in credits and in money; what changes says so on its line. */
export async function CardTable({ page, view, read }: CardTableProps) {
  const { fmt, workspace } = page;
  const { rows, price, destination } = read;
  const [t, usage] = await Promise.all([getTranslations("rates"), getTranslations("usage.channels")]);
  if (rows.length === 0) return destination === null ? <Nothing view={view} t={t} /> : null;
  const shownPage = pageOf(rows, view.page);
  const decimals = creditDecimals(rows.map(({ rate }) => rate.priceMicro));
  const searched = destination !== null;
  return (
    <div className={searched ? "mt-2" : "mt-7"}>
      <DataList
        caption={t("title")}
        captionHidden
        columns={[
          { id: "channel", header: t("columns.channel"), item: "meta" },
          { id: "destination", header: t("columns.destination"), rowHeader: true },
          ...(searched ? [{ id: "why", header: t("columns.why"), item: "meta" as const }] : []),
          { id: "per", header: t("columns.per"), item: "meta" },
          { id: "credits", header: t("columns.credits"), align: "end" },
          ...(price
            ? [{ id: "money", header: t("columns.money"), align: "end" as const, item: "detail" as const }]
            : []),
          ...(rows.some(isTold) ? [{ id: "force", header: t("columns.force"), item: "meta" as const }] : []),
        ]}
        rows={shownPage.shown.map((row) => lineOf(row))}
      />
      <PageLinks page={shownPage} href={(number) => ratesQuery(view, { page: String(number) })} fmt={fmt} />
    </div>
  );

  function lineOf(row: RateRow): DataListRow {
    const { rate } = row;
    return {
      key: row.key,
      cells: {
        channel: (
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <Swatch color={channelColors[rate.channel] ?? "c7"} />
            {usage(rate.channel as Channel)}
            <span className="text-ink-3">{t(`toward.${rate.direction}`)}</span>
          </span>
        ),
        destination: (
          <>
            {destinationName(row, fmt, t)}
            {rate.category && <span className="block text-xs text-ink-3">{categoryName(rate.category, t)}</span>}
          </>
        ),
        why: <span className="text-ink-2">{row.why && whyWords(row, row.why)}</span>,
        per: <span className="text-ink-2">{unitWords(rate, t)}</span>,
        credits: fmt.credits(rate.priceMicro, { decimals }),
        money: price && fmt.unitMoney(worthOf(rate.priceMicro, price, workspace.currency)),
        force: isTold(row) && <Force row={row} fmt={fmt} t={t} />,
      },
    };
  }

  function whyWords({ rate, country }: RateRow, why: NonNullable<RateRow["why"]>): string {
    return t(`why.${why}`, { prefix: rate.destination, country: country ? fmt.country(country) : "" });
  }
}

type ForceProps = { row: RateRow; fmt: OpenedPage["fmt"]; t: RatesWords };

/** A card without a beginning that anybody remembers is simply in force. */
const beginning = Date.UTC(2001, 0, 1);

function isTold({ kind, since, next }: RateRow): boolean {
  return kind === "agreement" || next !== null || since.getTime() > beginning;
}

function Force({ row: { kind, since, next, rate }, fmt, t }: ForceProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {kind === "agreement" && <Status tone="info">{t("force.agreement")}</Status>}
      {since.getTime() > beginning && <span className="text-ink-2">{t("force.since", { day: fmt.date(since) })}</span>}
      {next && (
        <span className="w-full font-medium text-warn">
          {next.after
            ? t("force.next", {
                day: fmt.date(next.at),
                from: fmt.credits(rate.priceMicro),
                to: fmt.credits(next.after.rate.priceMicro),
              })
            : t("force.ends", { day: fmt.date(next.at) })}
        </span>
      )}
    </span>
  );
}

function Nothing({ view, t }: { view: RatesView; t: RatesWords }) {
  const narrowed = view.channel !== null || view.direction !== null;
  return (
    <div className="mt-7">
      <EmptyState
        title={t(narrowed ? "empty.noMatch" : "empty.none")}
        action={
          (narrowed || view.on) && (
            <Button href={ratesQuery(view, { channel: null, direction: null, on: null })} scroll={false}>
              {t("empty.clear")}
            </Button>
          )
        }
      >
        {t(narrowed ? "empty.noMatchBody" : "empty.noneBody")}
      </EmptyState>
    </div>
  );
}
