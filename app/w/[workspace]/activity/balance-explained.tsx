import { clsx } from "clsx";
import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import { Figures } from "@/components/shell/figures";
import { Section } from "@/components/shell/section";
import { Icon } from "@/components/ui/icon";
import { creditDecimals } from "@/lib/credits";
import { costPerCredit } from "@/lib/statement/cost-per-credit";
import { type ExplainedLot, explainBalance } from "@/lib/statement/explain-balance";
import { readLocalTime } from "@/lib/time";
import type { ActivityView } from "../_activity/activity-search";

type BalanceExplainedProps = { page: OpenedPage; view: ActivityView };

/** A balance opened into its lots, holds and debt, at any moment. */
export async function BalanceExplained({ page, view }: BalanceExplainedProps) {
  const { ctx, fmt, workspace } = page;
  const t = await getTranslations("activity");
  const asked = view.at === null ? null : readLocalTime(view.at, workspace.timeZone);
  const isPast = asked !== null && asked <= ctx.now;
  const at = isPast ? asked : ctx.now;
  const explained = await explainBalance(ctx, view.period.pocket, at);
  const { standing, lots, availableMicro, inLotsMicro, expiredMicro, adds } = explained;
  const decimals = creditDecimals([
    ...[availableMicro, standing.heldMicro, standing.debtMicro],
    ...lots.flatMap(({ remainingMicro, heldMicro, grantedMicro }) => [remainingMicro, heldMicro, grantedMicro]),
  ]);
  const n = (micro: bigint) => fmt.credits(micro, { decimals });
  const when = { when: fmt.dateTimeSeconds(at), zone: fmt.zone(at) };
  return (
    <Section
      title={t(isPast ? "balance.titleThen" : "balance.title")}
      lead={<span data-moment>{t(isPast ? "balance.asOf" : "balance.asOfNow", when)}</span>}
    >
      {view.at !== null && !isPast && (
        <p role="status" className="mb-4 text-warn">
          {t(asked ? "balance.future" : "balance.unreadable")}
        </p>
      )}
      <Figures
        figures={[
          {
            label: t("balance.available"),
            value: n(availableMicro),
            note: expiredMicro > 0n ? t("balance.expiredNote", { n: n(expiredMicro) }) : undefined,
          },
          { label: t("balance.held"), value: n(standing.heldMicro), note: t("balance.heldNote") },
          {
            label: t("balance.debt"),
            value: n(standing.debtMicro),
            note: standing.debtMicro > 0n && t("balance.debtNote"),
          },
        ]}
      />
      <p
        role={adds ? undefined : "alert"}
        className={clsx("mt-2 flex items-start gap-2 text-sm", adds ? "text-ink-2" : "font-medium text-danger")}
      >
        <Icon name={adds ? "done" : "error"} className={clsx("mt-0.5 shrink-0", adds && "text-ok")} />
        {t(adds ? "balance.check" : "balance.checkFails", {
          lots: n(inLotsMicro),
          debt: n(standing.debtMicro),
          available: n(availableMicro),
          id: ctx.requestId,
        })}
      </p>
      <Lots page={page} lots={lots} n={n} />
    </Section>
  );
}

type LotsProps = { page: OpenedPage; lots: readonly ExplainedLot[]; n: (micro: bigint) => string };

async function Lots({ page: { fmt, workspace }, lots, n }: LotsProps) {
  const t = await getTranslations("activity");
  if (lots.length === 0) {
    return (
      <div className="mt-6">
        <EmptyState title={t("balance.none")}>{t("balance.noneBody")}</EmptyState>
      </div>
    );
  }
  const sum = (pick: (lot: ExplainedLot) => bigint) => lots.reduce((all, lot) => all + pick(lot), 0n);
  const remainingOf = (lot: ExplainedLot) => (lot.isExpired ? 0n : lot.remainingMicro);
  return (
    <Section title={t("balance.order")} lead={t("balance.orderLead")}>
      <DataList
        caption={t("balance.order")}
        captionHidden
        columns={[
          { id: "order", header: t("balance.columns.order"), item: "hidden", width: "w-14" },
          { id: "lot", header: t("balance.columns.lot"), rowHeader: true, item: "title" },
          { id: "expires", header: t("balance.columns.expires"), item: "meta", nowrap: true },
          { id: "cost", header: t("balance.columns.cost"), align: "end", item: "hidden" },
          { id: "granted", header: t("balance.columns.granted"), align: "end", item: "hidden" },
          { id: "held", header: t("balance.columns.held"), align: "end", item: "detail" },
          { id: "remains", header: t("balance.columns.remains"), align: "end", item: "value" },
        ]}
        rows={lots.map((lot, i) => ({
          key: lot.id,
          cells: {
            order: fmt.number(i + 1),
            lot: (
              <span className="block min-w-0">
                {t(`sources.${lot.source}`)}
                <span className="block text-xs font-normal text-ink-3">
                  {`${t(`funds.${lot.fund}`)} · ${t("balance.opened", { day: fmt.date(lot.openedAt) })}`}
                </span>
              </span>
            ),
            expires: (
              <>
                <InList label={t("balance.columns.expires")} />
                <span className={lot.isExpired ? "text-danger" : undefined}>{expiryOf(lot)}</span>
              </>
            ),
            cost: fmt.unitMoney(costPerCredit(lot, workspace.currency)),
            granted: n(lot.grantedMicro),
            held: (
              <>
                <InList label={t("balance.columns.held")} />
                {n(lot.heldMicro)}
              </>
            ),
            remains: n(remainingOf(lot)),
          },
        }))}
        totals={{
          lot: t("balance.total"),
          held: n(sum(({ heldMicro }) => heldMicro)),
          remains: n(sum(remainingOf)),
        }}
      />
    </Section>
  );

  function expiryOf({ expiresAt, isExpired }: ExplainedLot): string {
    if (!expiresAt) return t("balance.never");
    const day = fmt.dateTime(expiresAt);
    return isExpired ? t("balance.over", { day }) : day;
  }
}

/** On a phone a figure stands without its column's header. */
function InList({ label }: { label: string }) {
  return <span className="sm:hidden">{label}: </span>;
}
