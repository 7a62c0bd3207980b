"use client";

import { useId } from "react";
import { Bar, BarChart, Cell, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { Hatch } from "./hatch";
import { plotHeight } from "./plot-height";
import type { ChartSeries } from "./types";

export type LiveRow = { label: string; values: number[]; texts: string[]; unfinished: boolean };

export type LiveChartProps = {
  kind: "bars" | "line";
  series: readonly ChartSeries[];
  rows: readonly LiveRow[];
  end: number;
  width: number;
  totalLabel: string;
};

const box = { top: 0, right: 0, bottom: 0, left: 0 };

/** The same drawing as the server's, which answers to the pointer. Assistive technology is told by the table. */
export function LiveChart({ kind, series, rows, end, width, totalLabel }: LiveChartProps) {
  const id = useId();
  const common = { width, height: plotHeight, data: [...rows], margin: box, accessibilityLayer: false };
  const tooltip = (
    <Tooltip
      isAnimationActive={false}
      cursor={{ fill: "var(--sunken)", stroke: "var(--line-2)", opacity: 0.6 }}
      allowEscapeViewBox={{ x: false, y: true }}
      wrapperStyle={{ zIndex: 10 }}
      content={({ active, payload }) => {
        const row = payload?.[0]?.payload as LiveRow | undefined;
        return active && row ? <Card row={row} series={series} totalLabel={totalLabel} /> : null;
      }}
    />
  );
  const axes = (
    <>
      <XAxis
        dataKey="label"
        hide
        padding={kind === "line" ? { left: width / rows.length / 2, right: width / rows.length / 2 } : undefined}
      />
      <YAxis hide domain={[0, end]} />
    </>
  );
  if (kind === "line") {
    return (
      <LineChart {...common}>
        {axes}
        {tooltip}
        <Line
          dataKey={(row: LiveRow) => row.values.at(-1)}
          type="linear"
          stroke="var(--c1)"
          strokeWidth={2}
          dot={rows.length > 45 ? false : { r: 2.5, fill: "var(--c1)", strokeWidth: 0 }}
          activeDot={{ r: 4, fill: "var(--c1)", stroke: "var(--canvas)" }}
          isAnimationActive={false}
        />
      </LineChart>
    );
  }
  return (
    <BarChart {...common} barCategoryGap="18%">
      <defs>
        {series.map(({ color }) => (
          <Hatch key={color} id={`${id}${color}`} color={color} />
        ))}
      </defs>
      {axes}
      {tooltip}
      {series.map(({ id: key, color }, s) => (
        <Bar
          key={key}
          stackId="all"
          dataKey={(row: LiveRow) => row.values[s]}
          stroke="var(--canvas)"
          strokeWidth={1.5}
          isAnimationActive={false}
        >
          {rows.map((row) => (
            <Cell key={row.label} fill={row.unfinished || color === "c7" ? `url(#${id}${color})` : `var(--${color})`} />
          ))}
        </Bar>
      ))}
    </BarChart>
  );
}

type CardProps = { row: LiveRow; series: readonly ChartSeries[]; totalLabel: string };

function Card({ row, series, totalLabel }: CardProps) {
  return (
    <div className="rounded-control bg-raised px-3 py-2 text-xs text-ink shadow-lift">
      <p className="mb-1 font-semibold">{row.label}</p>
      <dl className="grid grid-cols-[auto_auto_auto] items-center gap-x-2 gap-y-0.5">
        {series.map(({ id, label, color }, i) =>
          row.values[i] ? (
            <div key={id} className="contents">
              <span className="size-2 rounded-bar" style={{ background: `var(--${color})` }} />
              <dt className="text-ink-2">{label}</dt>
              <dd className="text-end">{row.texts[i]}</dd>
            </div>
          ) : null,
        )}
        <dt className="col-span-2 border-t border-line pt-0.5 font-semibold">{totalLabel}</dt>
        <dd className="border-t border-line pt-0.5 text-end font-semibold">{row.texts.at(-1)}</dd>
      </dl>
    </div>
  );
}
