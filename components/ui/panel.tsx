"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { buttonLook } from "./button";
import { Icon } from "./icon";

type PanelProps = {
  label: ReactNode;
  /** Something in it is chosen. */
  active?: boolean;
  shortcut?: string;
  wide?: boolean;
  /** Which edge of the button the panel keeps to. */
  align?: "start" | "end";
  /** On a phone it is one question of a sheet, and unfolds there. */
  folds?: boolean;
  children: ReactNode;
};

/** A button and what opens under it; on a phone it rises from below, or folds. It opens without scripts too. */
export function Panel({ label, active, shortcut, wide, align = "start", folds, children }: PanelProps) {
  const box = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const details = box.current;
    if (!details) return;
    const close = () => {
      if (!folds || wideEnough()) details.open = false;
    };
    const onPointer = ({ target }: PointerEvent) => {
      if (details.open && target instanceof Node && !details.contains(target)) close();
    };
    const onFocus = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !details.open) return;
      close();
      if (!details.open) details.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    details.addEventListener("focusout", onFocus);
    details.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      details.removeEventListener("focusout", onFocus);
      details.removeEventListener("keydown", onKey);
    };
  }, [folds]);

  return (
    <details
      ref={box}
      data-chosen={active ? "" : undefined}
      className={clsx("group/panel relative min-w-0", folds ? "max-sm:border-b max-sm:border-line" : "max-sm:shrink-0")}
    >
      <summary
        data-shortcut={shortcut}
        className={buttonLook(
          {},
          clsx(
            "max-w-full list-none [&::-webkit-details-marker]:hidden",
            folds &&
              "max-sm:min-h-12 max-sm:w-full max-sm:justify-between max-sm:rounded-none max-sm:border-0 max-sm:bg-transparent! max-sm:px-0 max-sm:text-touch",
            // On a phone the rest of the page is a way out.
            !folds &&
              "max-sm:group-open/panel:before:fixed max-sm:group-open/panel:before:inset-0 max-sm:group-open/panel:before:z-40 max-sm:group-open/panel:before:bg-scrim",
            active && "border-accent! bg-accent-soft! text-accent-on-soft!",
            folds && active && "max-sm:text-accent!",
          ),
        )}
      >
        <span className="min-w-0 truncate">{label}</span>
        <Icon name="down" className="shrink-0 transition-transform group-open/panel:rotate-180" />
      </summary>
      <div
        className={clsx(
          "text-ink",
          folds
            ? "max-sm:pb-4"
            : "max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-50 max-sm:max-h-[80dvh] max-sm:animate-rise max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:rounded-t-sheet max-sm:border max-sm:border-line max-sm:bg-raised max-sm:px-4 max-sm:pt-4 max-sm:pb-[max(1rem,env(safe-area-inset-bottom))] max-sm:shadow-lift",
          "sm:absolute sm:top-full sm:z-50 sm:mt-1 sm:overflow-y-auto sm:overscroll-contain sm:border sm:border-line sm:bg-raised sm:p-4 sm:shadow-lift sm:max-h-[min(36rem,calc(100dvh-12rem))] sm:rounded-control sm:animate-fade",
          align === "end" ? "sm:end-0" : "sm:start-0",
          wide ? "sm:w-[min(34rem,80vw)]" : "sm:w-max sm:min-w-56 sm:max-w-80",
        )}
      >
        {children}
      </div>
    </details>
  );
}

const wideEnough = () => window.matchMedia("(min-width: 640px)").matches;
