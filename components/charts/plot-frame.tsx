import { clsx } from "clsx";
import type { ReactNode } from "react";
import { plotHeight } from "./plot-height";
import { heightOf, labelled, type ValueScale } from "./scale";
import type { ChartColumn } from "./types";

type PlotFrameProps = {
  scale: ValueScale;
  /** What the axis says at each of the scale's ticks. */
  axis: readonly string[];
  columns: readonly ChartColumn[];
  /** The plot itself, as wide as there is room and `plotHeight` high. */
  children: ReactNode;
};

const most = { wide: 7, narrow: 5 };

/** Axes and lines of a chart over time, as text beside and below the plot: nothing is measured, nothing is stretched. */
export function PlotFrame({ scale, axis, columns, children }: PlotFrameProps) {
  const longest = axis.reduce((a, b) => (b.length > a.length ? b : a), "");
  const wide = labelled(columns.length, most.wide);
  const narrow = labelled(columns.length, most.narrow);
  const bottom = (tick: bigint) => heightOf(tick, scale, plotHeight);
  return (
    <div aria-hidden="true" className="grid grid-cols-[auto_1fr] gap-x-2 pt-2 text-xs text-ink-2">
      <div className="relative" style={{ height: plotHeight }}>
        <span className="invisible">{longest}</span>
        {scale.ticksMicro.map((tick, i) => (
          <span key={String(tick)} className="absolute end-0 translate-y-1/2" style={{ bottom: bottom(tick) }}>
            {axis[i]}
          </span>
        ))}
      </div>
      <div className="relative" style={{ height: plotHeight }}>
        {scale.ticksMicro.map((tick, i) => (
          <div
            key={String(tick)}
            className={clsx("absolute inset-x-0 border-t", i === 0 ? "border-line-2" : "border-line")}
            style={{ bottom: bottom(tick) }}
          />
        ))}
        <div className="absolute inset-0">{children}</div>
      </div>
      <div className="relative col-start-2 h-6">
        {columns.map((column, i) => {
          if (!wide.has(i) && !narrow.has(i)) return null;
          return (
            <span
              key={column.key}
              className={clsx(
                "absolute top-1.5 -translate-x-1/2 whitespace-nowrap",
                !narrow.has(i) && "max-sm:hidden",
                !wide.has(i) && "sm:hidden",
              )}
              style={{ insetInlineStart: `${((i + 0.5) / columns.length) * 100}%` }}
            >
              {column.tick}
            </span>
          );
        })}
      </div>
    </div>
  );
}
