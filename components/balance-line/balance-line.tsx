import { clsx } from "clsx";
import { type BalanceFigures, type BalanceScale, balanceScale } from "./scale";
import { ScaleLabels } from "./scale-labels";

type BalanceLineProps = BalanceFigures & {
  /** The whole line in words: "48 250,5 credits available of 75 000; alert at 5 000; recharge at 12 000". */
  text: string;
  className?: string;
} & (
    | { variant?: "full"; labels: { start: string; end: string; now: string; pending?: string } }
    | { variant: "mini"; labels?: undefined }
  );

/** The signature of the product: a rule, filled as far as the credits reach, with ticks where the person set them. */
export function BalanceLine({ text, className, variant = "full", labels, ...figures }: BalanceLineProps) {
  const scale = balanceScale(figures);
  if (variant === "mini") {
    return (
      <div role="img" aria-label={text} className={clsx("min-w-16", className)}>
        <Rule scale={scale} mini />
      </div>
    );
  }
  return (
    <div role="img" aria-label={text} className={clsx("@container", className)}>
      <div aria-hidden="true">
        <Rule scale={scale} />
        {labels && <ScaleLabels scale={scale} labels={labels} />}
      </div>
    </div>
  );
}

function Rule({ scale, mini }: { scale: BalanceScale; mini?: boolean }) {
  const { fill, held, pending, ticks } = scale;
  const end = fill + held;
  return (
    <div className={clsx("relative forced-color-adjust-none [print-color-adjust:exact]", mini ? "h-2.5" : "h-5")}>
      <div className={clsx("absolute inset-x-0 top-1/2 -translate-y-1/2 bg-line", mini ? "h-px" : "h-0.5")} />
      <Segment from={0} size={fill} mini={mini} className="bg-c1" name="available" />
      <Segment from={fill} size={held} mini={mini} className="hatched text-c1" name="held" />
      <Segment from={end} size={pending} mini={mini} className="h-1.5! border border-dashed border-c1" name="pending" />
      {ticks.map((tick) => (
        <span
          key={tick.kind}
          data-tick={tick.kind}
          style={{ insetInlineStart: `${tick.at}%` }}
          className={clsx(
            "absolute inset-y-0 w-0.5 -translate-x-1/2 rtl:translate-x-1/2",
            tick.kind === "alert" ? "bg-danger" : "bg-mark",
          )}
        />
      ))}
      {!mini && (
        <span
          data-tick="now"
          style={{ insetInlineStart: `${fill}%` }}
          className="absolute top-[0.1875rem] bottom-0 w-0.5 -translate-x-1/2 bg-ink rtl:translate-x-1/2"
        />
      )}
    </div>
  );
}

type SegmentProps = { from: number; size: number; className: string; name: string; mini?: boolean };

function Segment({ from, size, className, name, mini }: SegmentProps) {
  if (size === 0) return null;
  return (
    <div
      data-segment={name}
      style={{ insetInlineStart: `${from}%`, width: `${size}%` }}
      className={clsx("absolute top-1/2 -translate-y-1/2", mini ? "h-[0.1875rem]" : "h-1", className)}
    />
  );
}
