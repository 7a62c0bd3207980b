"use client";

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import type { LiveChartProps, LiveRow } from "./live-chart";

type LivePlotProps = {
  /** The id of the table that says what is drawn. */
  table: string;
  kind: LiveChartProps["kind"];
  series: LiveChartProps["series"];
  /** Where the value axis ends, in credits. */
  end: number;
  totalLabel: string;
  /** The server's drawing, which stays until somebody points at it. */
  children: ReactNode;
};

type Live = { Chart: ComponentType<LiveChartProps>; rows: LiveRow[]; width: number };

/** Takes the place of the server's drawing, in the same box, when somebody points at it, touches it or comes by keyboard. */
export function LivePlot({ table, children, ...chart }: LivePlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<Live | null>(null);

  async function wake() {
    const width = box.current?.clientWidth ?? 0;
    if (live || width === 0) return;
    const { LiveChart } = await import("./live-chart");
    setLive({ Chart: LiveChart, rows: rowsOf(document.getElementById(table)), width });
  }

  useEffect(() => {
    if (!live || !box.current) return;
    const sizes = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      setLive((now) => (now && width > 0 && now.width !== width ? { ...now, width } : now));
    });
    sizes.observe(box.current);
    return () => sizes.disconnect();
  }, [live]);

  return (
    <div ref={box} className="size-full" onPointerEnter={wake} onTouchStart={wake}>
      {live ? <live.Chart {...chart} rows={live.rows} width={live.width} /> : children}
    </div>
  );
}

/** Read off the page instead of being sent a second time. */
function rowsOf(table: HTMLElement | null): LiveRow[] {
  return [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) => {
    const cells = [...row.querySelectorAll("data")];
    return {
      label: row.querySelector("th")?.textContent ?? "",
      values: cells.map(({ value }) => Number(value)),
      texts: cells.map(({ textContent }) => textContent ?? ""),
      unfinished: row.hasAttribute("data-unfinished"),
    };
  });
}
