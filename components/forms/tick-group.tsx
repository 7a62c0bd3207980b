"use client";

import { TickField } from "./choice-field";
import { describedBy, FieldNotes } from "./field-frame";
import { useFieldState } from "./form-context";

export type Tick = { name: string; label: string; hint?: string; ticked: boolean };

type TickGroupProps = { name: string; legend: string; ticks: readonly Tick[] };

/** Several boxes under one name that no box has: what is wrong with all of them is told at their head. */
export function TickGroup({ name, legend, ticks }: TickGroupProps) {
  const { id, error } = useFieldState(name);
  // The container stands around the fieldset: inside one, Chromium forgets to draw it again once something comes before it.
  return (
    <div className="@container min-w-0">
      <fieldset id={id} tabIndex={-1} aria-describedby={describedBy(id, undefined, error)}>
        <legend className="mb-2 font-semibold">{legend}</legend>
        {error && (
          <div className="mb-1.5">
            <FieldNotes id={id} error={error} />
          </div>
        )}
        <div className="grid gap-x-6 gap-y-1.5 @min-[30rem]:grid-cols-2">
          {ticks.map(({ ticked, ...tick }) => (
            <TickField key={tick.name} {...tick} defaultChecked={ticked} />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
