import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { TimeChart } from "@/components/charts/time-chart";
import { sumOf } from "@/components/charts/types";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Segmented } from "@/components/ui/segmented";
import { type Consumption as Consumed, consumptionDecimals } from "@/lib/consumption/consumption";
import { creditsToDecimal } from "@/lib/credits";
import { localDay } from "@/lib/time";
import { Settled } from "../settled";
import { ByAgent } from "./by-agent";
import { ByFeature } from "./by-feature";
import { channelSums, dayColumns } from "./chart-data";
import { type ConsumptionView, viewChoices } from "./consumption-view";
import { DayTable } from "./day-table";
import { Distribution } from "./distribution";

type ConsumptionProps = {
  page: OpenedPage;
  view: ConsumptionView;
  consumption: PromiseSettledResult<Consumed>;
};

/** Where the credits went, by day and channel, by feature and by agent. */
export async function Consumption({ page, view, consumption }: ConsumptionProps) {
  const t = await getTranslations("overview.consumption");
  const choices = viewChoices(view);
  return (
    <>
      <Section
        title={t("title")}
        anchor="consumption"
        action={
          <div className="flex flex-wrap gap-2">
            <Segmented
              label={t("range.label")}
              value={String(view.range)}
              options={choices.range.map((one) => ({ ...one, label: t("range.days", { count: Number(one.value) }) }))}
            />
            <Segmented
              label={t("chart.label")}
              value={view.chart}
              options={choices.chart.map((one) => ({
                ...one,
                label: t(`chart.${one.value as ConsumptionView["chart"]}`),
              }))}
            />
          </div>
        }
      >
        <Settled outcome={consumption} requestId={page.ctx.requestId}>
          {(consumed) => <Chart page={page} view={view} consumed={consumed} />}
        </Settled>
      </Section>
      {consumption.status === "fulfilled" && consumption.value.total.events > 0 && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <ByFeature page={page} view={view} consumed={consumption.value} />
          <ByAgent page={page} view={view} consumed={consumption.value} />
        </div>
      )}
    </>
  );
}

type ChartProps = { page: OpenedPage; view: ConsumptionView; consumed: Consumed };

async function Chart({ page, view, consumed }: ChartProps) {
  const { ctx, fmt, workspace } = page;
  const [t, usage] = await Promise.all([getTranslations("overview.consumption"), getTranslations("usage")]);
  if (consumed.total.events === 0) {
    return <EmptyState title={t("none", { count: view.range })}>{t("noneBody")}</EmptyState>;
  }
  const sums = channelSums(consumed, (id) => usage(`series.${id as "sms"}`));
  const { series, columns } = dayColumns(consumed, sums, fmt, localDay(ctx.now, workspace.timeZone));
  const decimals = consumptionDecimals(consumed);
  const text = (micro: bigint) => fmt.credits(micro, { decimals });
  const labels = { column: t("day"), total: t("total") };
  const highest = columns.reduce((a, b) => (sumOf(b) > sumOf(a) ? b : a));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_18.75rem]">
      {view.chart === "table" ? (
        <DayTable caption={t("caption")} labels={labels} series={series} columns={columns} text={text} />
      ) : (
        <TimeChart
          kind={view.chart}
          series={series}
          columns={columns}
          caption={t("caption")}
          summary={t("highest", { day: highest.label, n: text(sumOf(highest)) })}
          labels={labels}
          text={text}
          axisText={(micro) => (micro >= 10_000_000_000n ? fmt.compact(creditsToDecimal(micro)) : fmt.credits(micro))}
        />
      )}
      <Distribution page={page} sums={sums} view={view} text={text} />
    </div>
  );
}
