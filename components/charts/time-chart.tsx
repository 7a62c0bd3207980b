import { useId } from "react";
import { creditsToDecimal } from "@/lib/credits";
import { ChartTable } from "./chart-table";
import { DayLine } from "./day-line";
import { LivePlot } from "./live-plot";
import { PlotFrame } from "./plot-frame";
import { highestOf, valueScale } from "./scale";
import { StackedBars } from "./stacked-bars";
import { type ChartData, sumOf } from "./types";

type TimeChartProps = ChartData & {
  kind: "bars" | "line";
  caption: string;
  /** The most telling thing about it: "Highest on 25 Jun with 1 690". */
  summary: string;
  labels: { column: string; total: string };
  text: (micro: bigint) => string;
  axisText: (micro: bigint) => string;
};

/** Credits over time: drawn by the server, told by a table, and answering to the pointer once somebody points. */
export function TimeChart({ kind, series, columns, caption, summary, labels, text, axisText }: TimeChartProps) {
  const table = useId();
  const highest = highestOf(columns.map(sumOf));
  const scale = valueScale(highest);
  const raw = (micro: bigint) => creditsToDecimal(micro);
  return (
    <figure aria-label={caption}>
      <PlotFrame scale={scale} axis={scale.ticksMicro.map(axisText)} columns={columns}>
        <LivePlot table={table} kind={kind} series={series} end={Number(raw(scale.endMicro))} totalLabel={labels.total}>
          {kind === "bars" ? (
            <StackedBars series={series} columns={columns} scale={scale} />
          ) : (
            <DayLine columns={columns} scale={scale} />
          )}
        </LivePlot>
      </PlotFrame>
      <figcaption className="mt-1 text-xs text-ink-3">{summary}</figcaption>
      <div className="sr-only">
        <ChartTable
          id={table}
          caption={caption}
          labels={labels}
          series={series}
          columns={columns}
          text={text}
          raw={raw}
        />
      </div>
    </figure>
  );
}
