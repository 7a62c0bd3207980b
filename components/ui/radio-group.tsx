import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Choice = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** The key that presses it. */
  shortcut?: string;
  /** The fields that stand for this choice: who fills one has chosen it. */
  pickedBy?: string;
};

type RadioGroupProps = {
  name: string;
  legend: ReactNode;
  choices: readonly Choice[];
  defaultValue?: string;
  required?: boolean;
  /** `cards` for things one can pick (packages); `list` for everything else. */
  look?: "list" | "cards";
  describedBy?: string;
  invalid?: boolean;
  /** The first radio carries it, so that an error summary can lead there. */
  id?: string;
  legendHidden?: boolean;
};

export function RadioGroup(props: RadioGroupProps) {
  const { legend, choices, look = "list", describedBy, legendHidden } = props;
  return (
    <fieldset aria-describedby={describedBy} className="min-w-0">
      <legend className={clsx("mb-2 font-semibold", legendHidden && "sr-only")}>{legend}</legend>
      <div
        className={
          look === "cards" ? "grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-3" : "grid gap-1"
        }
      >
        {choices.map((choice, index) => (
          <Radio key={choice.value} {...props} choice={choice} first={index === 0} />
        ))}
      </div>
    </fieldset>
  );
}

function Radio({ choice, first, ...group }: RadioGroupProps & { choice: Choice; first: boolean }) {
  const cards = group.look === "cards";
  return (
    <label
      className={clsx(
        "flex min-w-0 gap-2.5",
        cards
          ? "rounded-pick border border-line-2 bg-surface px-3.5 py-3 transition-colors hover:border-ink-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          : "min-h-6 items-start py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-3",
      )}
    >
      <span className="flex h-5 items-center">
        <input
          type="radio"
          id={first ? group.id : undefined}
          name={group.name}
          value={choice.value}
          defaultChecked={choice.value === group.defaultValue}
          required={group.required}
          disabled={choice.disabled}
          data-shortcut={choice.shortcut}
          data-picked-by={choice.pickedBy}
          aria-invalid={group.invalid || undefined}
          className={clsx(
            "size-4.5 shrink-0 appearance-none rounded-full border border-line-2 bg-surface transition-colors",
            "checked:border-[0.3125rem] checked:border-accent aria-invalid:border-danger disabled:opacity-60",
            cards && "outline-none",
          )}
        />
      </span>
      <span className="min-w-0 flex-1">
        {choice.label}
        {choice.hint && (
          <span className={clsx("block text-xs", cards ? "text-ink-2" : "text-ink-3")}>{choice.hint}</span>
        )}
      </span>
    </label>
  );
}
