"use client";

import { clsx } from "clsx";
import { describedBy, FieldNotes } from "@/components/forms/field-frame";
import { useFieldState } from "@/components/forms/form-context";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { rhythmBps } from "@/lib/catalogue/offer";
import { wholeCredits } from "@/lib/credits";
import { fill } from "./fill";
import { discount } from "./price-table";
import { SectionTitle } from "./section-title";
import type { Desk } from "./use-desk";

/** Once, or again and again for less. */
export function RhythmField({ desk }: { desk: Desk }) {
  const { sale, choices } = desk;
  const { desk: words } = sale.labels;
  if (sale.rhythms.length < 2) return <input type="hidden" name="rhythm" value={choices.rhythm} />;
  return (
    <fieldset className="min-w-0">
      <legend className="contents">
        <SectionTitle>{words.howOften}</SectionTitle>
      </legend>
      <div className="grid grid-cols-2 overflow-clip rounded-control border border-line-2 bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus sm:grid-cols-4">
        {sale.rhythms.map((rhythm) => {
          const bps = rhythmBps(sale.terms.offer.terms, rhythm);
          return (
            <label
              key={rhythm}
              className="relative flex min-h-10 items-center justify-center gap-1.5 px-2 text-center transition-colors hover:bg-sunken has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-on-soft pointer-coarse:min-h-12"
            >
              <input
                type="radio"
                name="rhythm"
                value={rhythm}
                checked={choices.rhythm === rhythm}
                onChange={() => desk.change({ rhythm })}
                className="absolute inset-0 appearance-none outline-none"
              />
              {words.rhythm[rhythm]}
              {bps > 0 && <span>{discount(desk, bps)}</span>}
            </label>
          );
        })}
      </div>
      <p className="mt-1.5 text-xs text-ink-2">{savesWords(desk)}</p>
    </fieldset>
  );
}

function savesWords({ sale, choices, amount, at, fmt }: Desk): string {
  const { desk: words } = sale.labels;
  if (choices.rhythm !== "once" || !amount.creditsMicro || amount.problem) return words.stop;
  const bps = BigInt(rhythmBps(sale.terms.offer.terms, "month"));
  const { price } = at(Number(amount.creditsMicro / wholeCredits(1)));
  return fill(words.saves, { amount: fmt.money((price.priceMinor * bps) / 10_000n) });
}

/** Into the wallet, or for one number alone. */
export function DestinationField({ desk }: { desk: Desk }) {
  const { sale, choices } = desk;
  const { id, error } = useFieldState("pocket");
  if (sale.fixed || sale.destinations.length < 2) return <input type="hidden" name="pocket" value={choices.pocket} />;
  return (
    <div className="grid max-w-96 gap-1">
      <label htmlFor={id}>
        <SectionTitle>{sale.labels.desk.to}</SectionTitle>
      </label>
      <FieldNotes id={id} error={error} />
      <Select
        id={id}
        name="pocket"
        value={choices.pocket}
        aria-describedby={describedBy(id, undefined, error)}
        onChange={({ currentTarget: { value } }) => desk.change({ pocket: value })}
        options={sale.destinations.map(({ id: value, label }) => ({ value, label }))}
      />
    </div>
  );
}

/** A card that is kept, another one, or a bank. */
export function MethodField({ desk }: { desk: Desk }) {
  const { sale, choices } = desk;
  const { desk: words } = sale.labels;
  const { id, error } = useFieldState("method");
  return (
    <fieldset className="min-w-0" aria-describedby={describedBy(id, undefined, error)}>
      <legend className="contents">
        <SectionTitle>{words.payWith}</SectionTitle>
      </legend>
      <FieldNotes id={id} error={error} />
      <div className="grid max-w-96 border-t border-line">
        {sale.ways.map(({ value, label, hint }, i) => (
          <label key={value} className="flex min-h-12 items-center gap-3 border-b border-line py-2">
            <input
              id={i === 0 ? id : undefined}
              type="radio"
              name="method"
              value={value}
              checked={choices.method === value}
              onChange={() => desk.change({ method: value })}
              className={clsx(
                "size-4.5 shrink-0 appearance-none rounded-full border border-line-2 bg-surface transition-colors",
                "checked:border-[0.3125rem] checked:border-accent",
              )}
            />
            <span className="min-w-0">
              <span className="font-medium">{label}</span>
              {hint && <span className="block text-xs text-ink-2">{hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <div className={clsx("mt-2", choices.method !== "card" && "hidden noscript:block")}>
        <Checkbox
          name="keepsCard"
          value="on"
          label={words.keep}
          checked={choices.keepsCard}
          onChange={({ currentTarget: { checked } }) => desk.change({ keepsCard: checked })}
        />
      </div>
    </fieldset>
  );
}
