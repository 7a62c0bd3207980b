"use client";

import { type CSSProperties, type KeyboardEvent, useMemo } from "react";
import { priceEach } from "@/lib/catalogue/price";
import { microPerCredit, wholeCredits } from "@/lib/credits";
import { nearestStop, nextTierStop, sliderStops } from "@/lib/purchases/slider-stops";
import { fill } from "./fill";
import type { Desk } from "./use-desk";

/** Without a script it would move nothing, and is not there: the box beside it takes every amount. */
export function AmountSlider({ desk }: { desk: Desk }) {
  const { sale, fmt, amount, worked } = desk;
  const { desk: words } = sale.labels;
  const { terms } = sale.terms.offer;
  const stops = useMemo(() => sliderStops(terms), [terms]);
  const credits = amount.creditsMicro === null ? terms.minCredits : Number(amount.creditsMicro / microPerCredit);
  const at = nearestStop(stops, credits);
  const total = worked && fmt.money(worked.taxed.totalMinor);
  const take = (index: number) => desk.take(stops[index] ?? terms.minCredits);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    event.preventDefault();
    desk.take(nextTierStop(terms, credits, event.key === "PageUp" ? "up" : "down"));
  };
  const last = Math.max(1, stops.length - 1);
  return (
    <div className="min-w-0 noscript:hidden">
      <input
        type="range"
        aria-label={words.slider}
        aria-valuetext={fill(words.sliderText, { n: fmt.number(credits), total: total ?? "" })}
        min={0}
        max={stops.length - 1}
        step={1}
        value={at}
        onChange={({ currentTarget: { value } }) => take(Number(value))}
        onKeyDown={onKeyDown}
        style={{ "--filled": `${(at / last) * 100}%` } as CSSProperties}
        className="slider block w-full"
      />
      <div aria-hidden="true" className="relative mx-2.5 h-2">
        {terms.tiers.map(({ from }) => (
          <span
            key={from}
            style={{ insetInlineStart: `${(stops.indexOf(from) / last) * 100}%` }}
            className="absolute top-0 h-1.5 w-px bg-line-2"
          />
        ))}
      </div>
      <div className="flex justify-between gap-4 text-xs text-ink-3" aria-hidden="true">
        <span>{fmt.number(terms.minCredits)}</span>
        <span>{fmt.number(terms.maxCredits)}</span>
      </div>
      <NextTier desk={desk} credits={credits} />
    </div>
  );
}

function NextTier({ desk, credits }: { desk: Desk; credits: number }) {
  const { sale, fmt, at, amount } = desk;
  const { desk: words } = sale.labels;
  const next = sale.terms.offer.terms.tiers.find(({ from }) => wholeCredits(from) > (amount.creditsMicro ?? 0n));
  if (!next || amount.creditsMicro === null)
    return <p className="mt-1 min-h-6 text-xs text-ink-2">{next ? "" : words.lowest}</p>;
  const more = fill(words.more, {
    n: fmt.number(next.from - credits),
    price: fmt.priceEach(priceEach(at(next.from).price)),
  });
  return (
    <button
      type="button"
      onClick={() => desk.take(next.from)}
      className="mt-1 inline-flex min-h-6 items-center rounded-bar text-start text-sm font-medium text-accent hover:underline pointer-coarse:min-h-11"
    >
      {more}
    </button>
  );
}
