import type { ChartColumn, ChartSeries } from "@/components/charts/types";
import { sumOf } from "@/components/charts/types";
import { DataList } from "@/components/data-list/data-list";

type DayTableProps = {
  caption: string;
  labels: { column: string; total: string };
  series: readonly ChartSeries[];
  columns: readonly ChartColumn[];
  text: (micro: bigint) => string;
};

/** The days as rows, the latest first; on a phone the channels of a day that used nothing are left out. */
export function DayTable({ caption, labels, series, columns, text }: DayTableProps) {
  return (
    <DataList
      caption={caption}
      captionHidden
      columns={[
        { id: "day", header: labels.column, rowHeader: true, nowrap: true },
        ...series.map(({ id, label }) => ({ id, header: label, align: "end" as const, item: "hidden" as const })),
        { id: "total", header: labels.total, align: "end" },
      ]}
      rows={columns.toReversed().map((column) => ({
        key: column.key,
        cells: {
          day: column.label,
          total: text(sumOf(column)),
          ...Object.fromEntries(series.map(({ id }, i) => [id, text(column.valuesMicro[i] ?? 0n)])),
        },
      }))}
      totals={{
        day: labels.total,
        total: text(columns.reduce((sum, column) => sum + sumOf(column), 0n)),
        ...Object.fromEntries(
          series.map(({ id }, i) => [
            id,
            text(columns.reduce((sum, { valuesMicro }) => sum + (valuesMicro[i] ?? 0n), 0n)),
          ]),
        ),
      }}
    />
  );
}
