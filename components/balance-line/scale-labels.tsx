import { clsx } from "clsx";
import { type PlacedLabel, placeLabels } from "./place-labels";
import type { BalanceScale } from "./scale";

type Labels = { start: string; end: string; now: string; pending?: string };

/** The narrowest phone's line; the width from which the thresholds find room under their ticks; a desktop's. */
export const narrowRem = 18;
export const wideRem = 36;
export const widestRem = 56;

/** Under 36 rem the thresholds become a key below the line; from there on they stand under their ticks. */
export function ScaleLabels({ scale, labels }: { scale: BalanceScale; labels: Labels }) {
  const ends = [
    ...(scale.fill > 0 ? [{ text: labels.start, at: 0 }] : []),
    { text: labels.now, at: scale.fill },
    ...(scale.endMicro > 0n ? [{ text: labels.end, at: 100 }] : []),
  ];
  const all = [...ends, ...scale.ticks.map(({ label, at }) => ({ text: label, at }))];
  const key = [
    ...scale.ticks.map(({ kind, label }) => ({ kind, label })),
    ...(labels.pending && scale.pending > 0 ? [{ kind: "pending" as const, label: labels.pending }] : []),
  ];
  return (
    <>
      <Lane labels={placeLabels(ends, narrowRem)} now={labels.now} className="@xl:hidden" />
      <Lane labels={placeLabels(all, wideRem)} now={labels.now} className="hidden @xl:block @4xl:hidden" />
      <Lane labels={placeLabels(all, widestRem)} now={labels.now} className="hidden @4xl:block" />
      {key.length > 0 && (
        <div
          className={clsx(
            "mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2",
            scale.pending === 0 && "@xl:hidden",
          )}
        >
          {key.map(({ kind, label }) => (
            <span key={kind} className={clsx("inline-flex items-center gap-1.5", kind !== "pending" && "@xl:hidden")}>
              <span className={clsx("shrink-0", swatches[kind])} />
              {label}
            </span>
          ))}
        </div>
      )}
    </>
  );
}

const swatches = {
  alert: "h-3 w-0.5 bg-danger",
  recharge: "h-3 w-0.5 bg-mark",
  pending: "h-1.5 w-4 border border-dashed border-c1",
};

function Lane({ labels, now, className }: { labels: PlacedLabel[]; now: string; className: string }) {
  return (
    <div className={clsx("relative mt-1 h-4 text-xs text-ink-2", className)}>
      {labels.map(({ text, at, shiftRem }) => (
        <span
          key={text}
          style={{ insetInlineStart: `calc(${at}% + ${shiftRem.toFixed(3)}rem)` }}
          className={clsx("absolute whitespace-nowrap", text === now && "font-semibold text-ink")}
        >
          {text}
        </span>
      ))}
    </div>
  );
}
