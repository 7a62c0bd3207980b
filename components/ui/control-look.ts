import { clsx } from "clsx";

/** One look for everything a person types into or picks from: 36 px, 44 px and 16 px text under a finger. */
export function controlLook(className?: string) {
  return clsx(
    "block min-h-9 w-full min-w-0 rounded-control border border-line-2 bg-surface px-3 py-1.5 text-base text-ink transition-colors",
    "hover:border-ink-2 pointer-coarse:min-h-11 pointer-coarse:text-touch",
    "aria-invalid:border-danger aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)]",
    "[&[readonly]]:bg-sunken disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3",
    className,
  );
}
