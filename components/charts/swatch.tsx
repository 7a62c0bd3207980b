import { clsx } from "clsx";
import type { ChartColor } from "./types";

/** The colour a series is drawn in, beside its name. */
export function Swatch({ color }: { color: ChartColor }) {
  const look = clsx(
    "size-2.5 shrink-0 rounded-bar forced-color-adjust-none [print-color-adjust:exact]",
    color === "c7" && "hatched",
  );
  return (
    <span
      aria-hidden="true"
      className={look}
      style={color === "c7" ? { color: `var(--${color})` } : { background: `var(--${color})` }}
    />
  );
}
