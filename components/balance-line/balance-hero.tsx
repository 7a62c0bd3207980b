import { clsx } from "clsx";
import type { ReactNode } from "react";

type BalanceHeroProps = {
  /** "Available balance" */
  label: string;
  value: string;
  /** The number itself, for machines that read the page. */
  raw: string;
  unit: string;
  /** How long it lasts, or what to do at zero. */
  sentence?: ReactNode;
  actions?: ReactNode;
  /** The full BalanceLine. */
  line?: ReactNode;
};

/** In characters: what a phone shows in one line at the usual size. */
const longest = 15;

/** The one number that answers the page, in text, before anything else. */
export function BalanceHero({ label, value, raw, unit, sentence, actions, line }: BalanceHeroProps) {
  return (
    <section aria-label={label} className="mb-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <p className="text-xs text-ink-2">{label}</p>
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <data
              value={raw}
              className={clsx(
                "display min-w-0 wrap-anywhere sm:text-[3.125rem] sm:leading-[3.375rem]",
                value.length > longest ? "text-[1.75rem] leading-9" : "text-display-lg",
              )}
            >
              {value}
            </data>
            <span className="text-touch text-ink-2">{unit}</span>
          </p>
          {sentence && <div className="mt-1 max-w-[60ch] text-ink-2">{sentence}</div>}
        </div>
        {actions && (
          <div className="grid w-full auto-cols-fr grid-flow-col gap-2 sm:w-auto sm:auto-cols-auto">{actions}</div>
        )}
      </div>
      {line && <div className="mt-5 sm:mt-6">{line}</div>}
    </section>
  );
}
