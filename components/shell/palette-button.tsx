"use client";

import { clsx } from "clsx";
import { Icon } from "@/components/ui/icon";
import { openPalette } from "./shell-events";

type PaletteButtonProps = { label: string; short: string; look: "field" | "nav" };

export function PaletteButton({ label, short, look }: PaletteButtonProps) {
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-haspopup="dialog"
      aria-label={look === "nav" ? label : undefined}
      aria-keyshortcuts="Control+K Meta+K"
      className={clsx(
        "flex items-center transition-colors noscript:hidden",
        look === "field" &&
          "min-h-11 w-full gap-2.5 rounded-control border border-line-2 bg-surface px-3 text-touch text-ink-3 hover:border-ink-2",
        look === "nav" &&
          "focus-inset w-full flex-col justify-center gap-0.5 rounded-nav px-0.5 py-1.5 text-xs text-ink-2 hover:bg-surface hover:text-ink pointer-coarse:min-h-11 lg:min-h-8 lg:flex-row lg:justify-start lg:gap-2.5 lg:border lg:border-line-2 lg:bg-surface lg:px-2 lg:py-1 lg:text-base lg:hover:border-ink-2",
      )}
    >
      <Icon name="search" className="shrink-0" />
      {look === "field" ? (
        <span className="truncate">{label}</span>
      ) : (
        <>
          <span className="max-w-full min-w-0 truncate lg:flex-1 lg:text-start">{short}</span>
          <kbd
            aria-hidden="true"
            className="hidden shrink-0 rounded-bar font-text text-xs text-ink-3 lg:inline pointer-coarse:hidden!"
          >
            Ctrl K
          </kbd>
        </>
      )}
    </button>
  );
}
