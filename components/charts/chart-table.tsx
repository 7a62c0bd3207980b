import type { ReactNode } from "react";
import { type ChartData, sumOf } from "./types";

type ChartTableProps = ChartData & {
  id: string;
  caption: string;
  /** Over the first and the last column. */
  labels: { column: string; total: string };
  /** How a value is written, and what a machine reads. */
  text: (micro: bigint) => string;
  raw: (micro: bigint) => string;
};

/** What a chart draws, as a table: for whoever cannot see it, and for the drawing that takes over when somebody points at it. */
export function ChartTable({ id, caption, labels, series, columns, text, raw }: ChartTableProps) {
  const cell = (micro: bigint): ReactNode => <data value={raw(micro)}>{text(micro)}</data>;
  return (
    <table id={id}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{labels.column}</th>
          {series.map(({ id: key, label }) => (
            <th scope="col" key={key}>
              {label}
            </th>
          ))}
          <th scope="col">{labels.total}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.key} data-unfinished={column.unfinished ? "" : undefined}>
            <th scope="row">{column.label}</th>
            {series.map(({ id: key }, i) => (
              <td key={key}>{cell(column.valuesMicro[i] ?? 0n)}</td>
            ))}
            <td>{cell(sumOf(column))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
