import type { ChartSeries } from "./types";

type DonutProps = {
  slices: readonly (Pick<ChartSeries, "id" | "color"> & { micro: bigint })[];
  /** In the hole: the total and its unit. */
  middle: string;
  unit: string;
};

const radius = 62;
const circumference = 2 * Math.PI * radius;
const gap = 2;

/** Shares of a whole as a ring, for those who want one; the list beside it says the same in figures. */
export function Donut({ slices, middle, unit }: DonutProps) {
  const whole = slices.reduce((sum, { micro }) => sum + micro, 0n);
  let from = 0;
  return (
    <svg role="presentation" viewBox="0 0 160 160" className="mx-auto block h-auto w-full max-w-52">
      <g transform="rotate(-90 80 80)">
        {slices.map(({ id, color, micro }) => {
          const length = whole === 0n ? 0 : Number((micro * 1_000_000n) / whole) * 1e-6 * circumference;
          const start = from;
          from += length;
          if (length === 0) return null;
          return (
            <circle
              key={id}
              cx="80"
              cy="80"
              r={radius}
              fill="none"
              stroke={`var(--${color})`}
              strokeWidth="22"
              strokeDasharray={`${Math.max(1, length - gap)} ${circumference}`}
              strokeDashoffset={-start}
            />
          );
        })}
      </g>
      <text x="80" y="80" textAnchor="middle" className="display fill-ink text-lg">
        {middle}
      </text>
      <text x="80" y="96" textAnchor="middle" className="fill-ink-2 text-xs">
        {unit}
      </text>
    </svg>
  );
}
