import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role" | "children"> & { label: ReactNode; hint?: ReactNode };

/** A checkbox with the switch role: it posts with its form and works before any script has loaded. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label
      className={clsx(
        "flex min-h-6 items-start justify-between gap-4 py-1 pointer-coarse:min-h-11 pointer-coarse:py-3",
        className,
      )}
    >
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        className={clsx(
          "relative h-5 w-9 shrink-0 appearance-none rounded-full border border-line-2 bg-surface transition-colors",
          "before:absolute before:inset-y-[0.1875rem] before:start-[0.1875rem] before:aspect-square before:rounded-full before:bg-line-2 before:transition-transform",
          "checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-surface rtl:checked:before:-translate-x-4",
          "forced-colors:before:bg-[CanvasText] disabled:opacity-60",
        )}
      />
    </label>
  );
}
