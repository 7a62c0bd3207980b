import { useId } from "react";
import { Hatch } from "./hatch";
import { plotHeight } from "./plot-height";
import { heightOf, type ValueScale } from "./scale";
import type { ChartData } from "./types";

type StackedBarsProps = ChartData & { scale: ValueScale };

/** How much of a column's step its bar takes. */
const share = 0.64;
const gap = 1.5;

/** Bars of parts, drawn by the server: widths in percent, heights in pixels, so that they fit any width unstretched. */
export function StackedBars({ series, columns, scale }: StackedBarsProps) {
  const id = useId();
  const step = 100 / columns.length;
  return (
    <svg role="presentation" width="100%" height={plotHeight} className="block overflow-visible">
      <defs>
        {series.map(({ color }) => (
          <Hatch key={color} id={`${id}${color}`} color={color} />
        ))}
      </defs>
      {columns.map((column, i) => {
        let top = 0;
        return column.valuesMicro.map((micro, s) => {
          const one = series[s];
          const height = heightOf(micro, scale, plotHeight);
          const bottom = top;
          top += height;
          if (!one || height === 0) return null;
          const isHatched = column.unfinished || one.color === "c7";
          return (
            <rect
              key={`${column.key} ${one.id}`}
              x={`${i * step + (step * (1 - share)) / 2}%`}
              width={`${step * share}%`}
              y={plotHeight - top}
              height={Math.max(0.75, bottom > 0 ? height - gap : height)}
              fill={isHatched ? `url(#${id}${one.color})` : `var(--${one.color})`}
            />
          );
        });
      })}
    </svg>
  );
}
