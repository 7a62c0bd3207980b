"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { describedBy, FieldNotes } from "@/components/forms/field-frame";
import { useFieldState } from "@/components/forms/form-context";
import { echoNumber } from "@/components/forms/parse-number";
import { controlLook } from "@/components/ui/control-look";
import { Icon } from "@/components/ui/icon";
import { priceEach } from "@/lib/catalogue/price";
import { wholeCredits } from "@/lib/credits";
import { AmountSlider } from "./amount-slider";
import { otherAmount } from "./choice";
import { fill } from "./fill";
import { SectionTitle } from "./section-title";
import type { Desk } from "./use-desk";

/** Packages to pick from, a box for any other amount, and a slider; whichever is moved, the others follow. */
export function AmountFields({ desk }: { desk: Desk }) {
  const { sale, choices } = desk;
  const { desk: words } = sale.labels;
  return (
    <fieldset className="min-w-0">
      <legend className="contents">
        <SectionTitle>{words.howMany}</SectionTitle>
      </legend>
      <div className="grid grid-cols-2 gap-3 @min-[36rem]:grid-cols-4">
        {sale.terms.offer.terms.packages.map((credits) => (
          <Package key={credits} desk={desk} credits={credits} />
        ))}
      </div>
      <Advice desk={desk} />
      <label
        className={clsx(
          "mt-3 flex min-h-6 w-fit items-center gap-2.5 font-semibold pointer-coarse:min-h-11",
          "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus rounded-bar",
        )}
      >
        <input
          type="radio"
          name="pick"
          value={otherAmount}
          checked={choices.pick === otherAmount}
          onChange={() => desk.change({ pick: otherAmount })}
          className={dot}
        />
        {words.other}
      </label>
      <div className="mt-1.5 grid items-start gap-x-6 gap-y-4 @min-[36rem]:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]">
        <AmountBox desk={desk} />
        <AmountSlider desk={desk} />
      </div>
    </fieldset>
  );
}

const dot = clsx(
  "size-4.5 shrink-0 appearance-none rounded-full border border-line-2 bg-surface outline-none transition-colors",
  "checked:border-[0.3125rem] checked:border-accent",
);

function Package({ desk, credits }: { desk: Desk; credits: number }) {
  const { sale, choices, fmt, at, destination } = desk;
  const { desk: words } = sale.labels;
  const { price } = at(credits);
  const lasts = destination && desk.lasts(wholeCredits(credits), destination, false);
  return (
    <label className="flex min-w-0 flex-col rounded-pick border border-line-2 bg-surface px-3.5 py-3 transition-colors hover:border-ink-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <span className="flex items-start justify-between gap-2">
        <span className="display min-w-0 text-display-sm">{fmt.number(credits)}</span>
        <input
          type="radio"
          name="pick"
          value={credits}
          checked={choices.pick === String(credits)}
          onChange={() => desk.take(credits)}
          className={clsx(dot, "mt-1")}
        />
      </span>
      <span className="font-medium">{fmt.money(price.priceMinor)}</span>
      <span className="text-xs text-ink-2">{fill(words.each, { price: fmt.priceEach(priceEach(price)) })}</span>
      {lasts && <span className="text-xs text-ink-2">{fill(words.lasts, { time: lasts })}</span>}
      {sale.advised === credits && (
        <span className="mt-1 flex items-center gap-1 text-xs font-semibold text-accent-on-soft">
          <Icon name="check" size={12} />
          {words.fits}
        </span>
      )}
    </label>
  );
}

/** Where no package lasts a month, the amount that does. */
function Advice({ desk }: { desk: Desk }) {
  const { sale, fmt } = desk;
  const { desk: words } = sale.labels;
  const { advised } = sale;
  if (advised === null || sale.terms.offer.terms.packages.includes(advised)) return null;
  const n = fmt.number(advised);
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-3 text-ink-2">
      {fill(words.month, { n })}
      <button
        type="button"
        onClick={() => desk.take(advised)}
        className="inline-flex min-h-6 items-center rounded-bar font-medium text-accent hover:underline noscript:hidden pointer-coarse:min-h-11"
      >
        {fill(words.takeMonth, { n })}
      </button>
    </p>
  );
}

function AmountBox({ desk }: { desk: Desk }) {
  const { sale, choices, fmt, amount, worked } = desk;
  const { desk: words } = sale.labels;
  const { id, error } = useFieldState("credits");
  const isMoney = choices.unit === "money";
  const told = error ?? problemWords(desk);
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="sr-only">
        {words.amount}
      </label>
      <FieldNotes id={id} error={told ?? undefined} />
      <span className="relative block">
        <input
          id={id}
          name="credits"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={choices.text}
          aria-invalid={told ? true : undefined}
          aria-describedby={describedBy(id, true, told)}
          onChange={({ currentTarget: { value } }) => desk.type(value)}
          onKeyDown={(event) => {
            // Enter ends the typing; to pay is a button's business.
            if (event.key === "Enter") event.preventDefault();
          }}
          className={controlLook("pe-20 font-medium pointer-coarse:min-h-12")}
        />
        <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-xs text-ink-3">
          {isMoney ? fmt.currency : words.creditsUnit}
        </span>
      </span>
      <input type="hidden" name="shown" value={choices.text} />
      <Readings desk={desk} />
      <UnitSwitch desk={desk} />
      <p id={`${id}-hint`} className="text-xs text-ink-2">
        {worked && amount.creditsMicro !== null
          ? fill(words.equals, { n: fmt.credits(amount.creditsMicro), total: fmt.money(worked.taxed.totalMinor) })
          : words.noTotal}
      </p>
    </div>
  );
}

/** Told while somebody types, before anything is sent. */
function problemWords({ sale, amount, fmt }: Desk): string | null {
  const { desk: words } = sale.labels;
  const { minCredits, maxCredits } = sale.terms.offer.terms;
  switch (amount.problem) {
    case "too_few_credits":
      return fill(words.tooFew, { n: fmt.number(minCredits) });
    case "too_many_credits":
      return fill(words.tooMany, { n: fmt.number(maxCredits) });
    case "whole_credits":
      return words.whole;
    case "number":
      return words.notNumber;
    case "number_ambiguous":
      return words.twoWays;
    default:
      return null;
  }
}

/** What could mean two numbers is asked back, never guessed. */
function Readings({ desk }: { desk: Desk }) {
  const { sale, fmt, amount } = desk;
  const readings = "readings" in amount ? (amount.readings ?? []) : [];
  if (readings.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-2 noscript:hidden">
      {readings.map((reading) => {
        const shown = echoNumber(reading, fmt.separators, fmt.lakhs);
        return (
          <button
            key={reading}
            type="button"
            onClick={() => desk.type(reading.replace(".", fmt.separators.decimal))}
            className="inline-flex min-h-8 items-center rounded-full border border-line-2 bg-surface px-3 text-sm hover:border-ink-2 pointer-coarse:min-h-11"
          >
            {fill(sale.labels.desk.meant, { value: shown })}
          </button>
        );
      })}
    </p>
  );
}

function UnitSwitch({ desk }: { desk: Desk }) {
  const { sale, choices, fmt } = desk;
  const { desk: words } = sale.labels;
  const name = useId();
  const units = [
    { value: "credits", label: words.credits },
    { value: "money", label: fmt.currency },
  ] as const;
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{words.unit}</legend>
      <div className="inline-flex divide-x divide-line overflow-clip rounded-control border border-line-2 bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        {units.map(({ value, label }) => (
          <label
            key={value}
            htmlFor={`${name}-${value}`}
            className="relative inline-flex min-h-7.5 items-center justify-center px-3 text-sm transition-colors hover:bg-sunken has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-on-soft pointer-coarse:min-h-11"
          >
            <input
              id={`${name}-${value}`}
              type="radio"
              name="unit"
              value={value}
              checked={choices.unit === value}
              onChange={() => desk.enterIn(value)}
              className="absolute inset-0 appearance-none outline-none"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
