import { clsx } from "clsx";

/** A ledger line above, the balance line with its two ticks below. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={clsx("shrink-0", className ?? "size-7")}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <g className="stroke-primary-fg" strokeWidth="2" strokeLinecap="round">
        <path d="M8 9h16" opacity=".45" />
        <path d="M8 14h10" opacity=".45" />
        <path d="M8 22h16" opacity=".45" />
        <path d="M8 22h11" strokeWidth="3" />
      </g>
      <path
        d="M22.5 17.5v9"
        className="stroke-[#e0a33a] dark:stroke-[#8a5600]"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
    </svg>
  );
}
