import { plotHeight } from "./plot-height";
import { heightOf, type ValueScale } from "./scale";
import { type ChartColumn, sumOf } from "./types";

type DayLineProps = { columns: readonly ChartColumn[]; scale: ValueScale };

/** The sum of each column, joined by a line. What is still going on is joined by a broken one. */
export function DayLine({ columns, scale }: DayLineProps) {
  const x = (i: number) => `${((i + 0.5) / columns.length) * 100}%`;
  const heights = columns.map((column) => plotHeight - heightOf(sumOf(column), scale, plotHeight));
  return (
    <svg role="presentation" width="100%" height={plotHeight} className="block overflow-visible text-c1">
      {columns.slice(1).map((column, i) => (
        <line
          key={column.key}
          x1={x(i)}
          y1={heights[i]}
          x2={x(i + 1)}
          y2={heights[i + 1]}
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeDasharray={column.unfinished ? "3 4" : undefined}
        />
      ))}
      {columns.map((column, i) => (
        <circle key={column.key} cx={x(i)} cy={heights[i]} r={columns.length > 45 ? 0 : 2.5} fill="currentColor" />
      ))}
    </svg>
  );
}
