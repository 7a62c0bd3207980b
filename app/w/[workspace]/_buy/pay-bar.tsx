"use client";

import { fill } from "./fill";
import { PayButton } from "./pay-button";
import type { Desk } from "./use-desk";

/** A phone's last line, in the place of its bottom bar: what is bought leads up to the whole receipt. */
export function PayBar({ desk }: { desk: Desk }) {
  const { sale, fmt, amount } = desk;
  const { desk: words } = sale.labels;
  const line = amount.problem
    ? words.noTotal
    : `${fill(words.short, { n: fmt.credits(amount.creditsMicro) })} · ${words.withTax}`;
  return (
    <div
      data-no-tabs=""
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface px-4 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:hidden print:hidden"
    >
      <div className="flex items-center justify-between gap-4 text-xs text-ink-2">
        <a href="#review" className="inline-flex min-h-11 min-w-0 items-center underline underline-offset-3">
          {line}
        </a>
        <a
          href="/terms"
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 shrink-0 items-center underline underline-offset-3"
        >
          {words.terms}
        </a>
      </div>
      <PayButton desk={desk} />
    </div>
  );
}
