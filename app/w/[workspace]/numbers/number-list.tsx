import { formatIncompletePhoneNumber } from "libphonenumber-js/max";
import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { PageLinks } from "@/app/_lists/page-links";
import { pageOf } from "@/app/_lists/page-of";
import { BalanceLine } from "@/components/balance-line/balance-line";
import { DataList } from "@/components/data-list/data-list";
import type { DataListRow } from "@/components/data-list/types";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import type { Runway } from "@/lib/consumption/runway";
import { creditDecimals } from "@/lib/credits";
import { may } from "@/lib/gate/permissions";
import type { Translate } from "@/lib/i18n/translator";
import type { NumberRow } from "@/lib/numbers/list-numbers";
import type { Standing } from "@/lib/numbers/standing";
import { type NumbersView, numbersQuery } from "./numbers-search";

export type StandingRow = NumberRow & { standing: Standing };

type NumberListProps = { page: OpenedPage; view: NumbersView; rows: readonly StandingRow[] };

const tones: Record<Standing, Tone> = { out: "danger", ending: "warn", workspace: "info", ready: "ok" };

/** One line per number, those that need something first. */
export async function NumberList({ page, view, rows }: NumberListProps) {
  const { fmt, role, workspace } = page;
  const t = await getTranslations("numbers");
  if (rows.length === 0) {
    return (
      <EmptyState
        title={t("empty.noMatch")}
        action={<Button href={numbersQuery({ q: "", state: null, page: 1 })}>{t("search.clear")}</Button>}
      >
        {t("empty.noMatchBody")}
      </EmptyState>
    );
  }
  const shownPage = pageOf(rows, view.page);
  const usedDecimals = creditDecimals(rows.flatMap(({ month, last30 }) => [month.amountMicro, last30.amountMicro]));
  const leftDecimals = creditDecimals(rows.map(({ leftMicro }) => leftMicro));
  const mayRead = may(role, "usage:read");
  return (
    <>
      <DataList
        caption={t("title")}
        captionHidden
        columns={[
          { id: "number", header: t("columns.number"), rowHeader: true },
          { id: "state", header: t("columns.state"), item: "meta" },
          { id: "left", header: t("columns.left"), align: "end" },
          { id: "lasts", header: t("columns.lasts"), item: "detail" },
          { id: "month", header: t("columns.month"), align: "end", item: "hidden" },
          { id: "last30", header: t("columns.last30"), align: "end", item: "actions" },
          { id: "top-up", header: t("columns.topUp"), headerHidden: true, nowrap: true, item: "actions" },
          ...(mayRead
            ? [{ id: "usage", header: t("columns.usage"), headerHidden: true, nowrap: true, item: "actions" as const }]
            : []),
        ]}
        rows={shownPage.shown.map((row) => lineOf(row))}
      />
      <PageLinks page={shownPage} href={(number) => numbersQuery(view, number)} fmt={fmt} />
    </>
  );

  function lineOf(row: StandingRow): DataListRow {
    const { id, name, phone, leftMicro, heldMicro, peakMicro, usesWorkspace, standing } = row;
    const left = fmt.credits(leftMicro, { decimals: leftDecimals });
    const used = ({ events, amountMicro }: StandingRow["month"]) => (
      <>
        {fmt.credits(amountMicro, { decimals: usedDecimals })}
        <span className="block text-xs text-ink-3 max-sm:hidden">{t("items", { count: events })}</span>
      </>
    );
    return {
      key: id,
      cells: {
        number: (
          <span className="block min-w-0 break-words">
            {name}
            {phone && (
              <span className="block text-xs font-normal whitespace-nowrap text-ink-3">
                {formatIncompletePhoneNumber(phone)}
              </span>
            )}
          </span>
        ),
        state: (
          <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 sm:mt-0 sm:block">
            <Status tone={tones[standing]}>{t(`states.${standing}`)}</Status>
            {standing !== "workspace" && (
              <span className="block text-xs text-ink-3 sm:mt-0.5">
                {t(standing === "out" ? "falls.out" : usesWorkspace ? "falls.back" : "falls.stop")}
              </span>
            )}
          </span>
        ),
        left: (
          <span className="block">
            {left}
            <BalanceLine
              variant="mini"
              availableMicro={leftMicro}
              heldMicro={heldMicro}
              peakMicro={peakMicro}
              text={t(heldMicro > 0n ? "lineHeld" : "line", {
                n: left,
                held: fmt.credits(heldMicro),
                most: fmt.credits(peakMicro),
              })}
              className="ms-auto mt-1 w-24"
            />
            {heldMicro > 0n && (
              <span className="block text-xs text-ink-3">{t("held", { n: fmt.credits(heldMicro) })}</span>
            )}
          </span>
        ),
        lasts: lastsWords(row.runway, t) ?? <span className="max-sm:hidden">–</span>,
        month: used(row.month),
        last30: (
          <span className="inline-flex min-h-6 items-center gap-1 text-ink-2 max-sm:text-xs pointer-coarse:min-h-11 sm:block sm:text-ink">
            <span className="sm:@min-[31rem]:hidden">{t("columns.last30")}</span>
            {used(row.last30)}
          </span>
        ),
        "top-up": (
          <Button href={`${pageHref(workspace.slug, "numbers")}/${encodeURIComponent(id)}/top-up`} size="sm">
            {t("topUp")}
            <span className="sr-only"> {name}</span>
          </Button>
        ),
        usage: mayRead && (
          <Link
            variant="standalone"
            href={`${pageHref(workspace.slug, "usage")}?${new URLSearchParams({ range: "last-30", number: id })}`}
          >
            {t("usage")}
            <span className="sr-only"> {name}</span>
          </Link>
        ),
      },
    };
  }
}

/** Null where nothing is left to last: the state has said it. */
function lastsWords(runway: Runway, t: Translate<"numbers">): string | null {
  if (runway.state === "zero") return null;
  if (runway.state !== "estimated") return t(`lasts.${runway.state}`);
  return t(`lasts.${runway.unit}`, { count: runway.count });
}
