import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { NamedSource } from "@/lib/metering/named-sources";

type TicksProps = {
  name: string;
  legend: ReactNode;
  /** Where the panel's button says it already. */
  legendHidden?: boolean;
  options: readonly NamedSource[];
  chosen: readonly string[] | undefined;
};

/** Any number of them may be chosen; none is all. What the address names and nobody knows stays chosen, under its id. */
export function Ticks({ name, legend, legendHidden, options, chosen = [] }: TicksProps) {
  const unknown = chosen.filter((id) => !options.some((option) => option.id === id));
  return (
    <fieldset className="min-w-0">
      <legend className={legendHidden ? "sr-only" : "mb-1 text-sm font-semibold"}>{legend}</legend>
      <div className="grid gap-0.5 sm:max-h-72 sm:overflow-y-auto sm:overscroll-contain">
        {[...options, ...unknown.map((id) => ({ id, name: id }))].map((option) => (
          <Checkbox
            key={option.id}
            name={name}
            value={option.id}
            label={<span className="break-words">{option.name}</span>}
            defaultChecked={chosen.includes(option.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}
