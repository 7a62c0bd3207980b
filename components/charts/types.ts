/** The colours of the series, fixed to what they mean and never given by rank. */
export type ChartColor = "c1" | "c2" | "c3" | "c4" | "c5" | "c6" | "c7";

export type ChartSeries = { id: string; label: string; color: ChartColor };

/** One day, or whatever stands side by side. */
export type ChartColumn = {
  key: string;
  /** In full: "Wednesday, 24 Jun 2026". */
  label: string;
  /** Under the axis, where there is room for it. */
  tick: string;
  /** In the order of the series. */
  valuesMicro: readonly bigint[];
  /** Still going on, as today is. */
  unfinished?: boolean;
};

export type ChartData = { series: readonly ChartSeries[]; columns: readonly ChartColumn[] };

export function sumOf(column: ChartColumn): bigint {
  return column.valuesMicro.reduce((sum, micro) => sum + micro, 0n);
}
