import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** The label stays for assistive technology only, as in a table's row. */
  bare?: boolean;
};

export function Checkbox({ label, hint, bare, className, ...rest }: CheckboxProps) {
  const box = (
    <input
      {...rest}
      type="checkbox"
      aria-label={bare && typeof label === "string" ? label : undefined}
      className={clsx(
        "tick-box relative size-4.5 shrink-0 appearance-none rounded-[0.25rem] border border-line-2 bg-surface transition-colors",
        "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
        "aria-invalid:border-danger disabled:opacity-60",
      )}
    />
  );
  if (bare) {
    return (
      <span className={clsx("inline-grid size-6 place-items-center pointer-coarse:size-11", className)}>{box}</span>
    );
  }
  return (
    <label
      className={clsx("flex min-h-6 items-start gap-2.5 py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-3", className)}
    >
      <span className="flex h-5 items-center">{box}</span>
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
