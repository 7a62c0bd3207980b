import type { ComponentProps } from "react";
import { controlLook } from "./control-look";
import { Icon } from "./icon";

export type Option = { value: string; label: string; disabled?: boolean };
export type OptionGroup = { label: string; options: readonly Option[] };

type SelectProps = ComponentProps<"select"> & { options: readonly (Option | OptionGroup)[] };

export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select {...rest} className={controlLook(`appearance-none truncate pe-9 ${className ?? ""}`)}>
        {options.map((entry) =>
          "options" in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(choice)}
            </optgroup>
          ) : (
            choice(entry)
          ),
        )}
      </select>
      <Icon name="down" className="pointer-events-none absolute inset-y-0 end-3 my-auto text-ink-3" />
    </span>
  );
}

function choice({ value, label, disabled }: Option) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
