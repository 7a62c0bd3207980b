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
  children: ReactNode;
};

/** A button and what opens under it; on a phone it rises from below. It opens without scripts too. */
export function Panel({ label, active, shortcut, wide, align = "start", children }: PanelProps) {
  const box = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const details = box.current;
    if (!details) return;
    const close = () => {
      details.open = false;
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
      details.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    details.addEventListener("focusout", onFocus);
    details.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      details.removeEventListener("focusout", onFocus);
      details.removeEventListener("keydown", onKey);
    };
  }, []);

  return (
    <details ref={box} className="group/panel relative min-w-0 max-sm:shrink-0">
      <summary
        data-shortcut={shortcut}
        className={buttonLook(
          {},
          clsx(
            "max-w-full list-none [&::-webkit-details-marker]:hidden",
            // On a phone the rest of the page is a way out.
            "max-sm:group-open/panel:before:fixed max-sm:group-open/panel:before:inset-0 max-sm:group-open/panel:before:z-40 max-sm:group-open/panel:before:bg-scrim",
            active && "border-accent! bg-accent-soft! text-accent-on-soft!",
          ),
        )}
      >
        <span className="min-w-0 truncate">{label}</span>
        <Icon name="down" className="shrink-0 transition-transform group-open/panel:rotate-180" />
      </summary>
      <div
        className={clsx(
          "fixed inset-x-0 bottom-0 z-50 max-h-[80dvh] overflow-y-auto overscroll-contain rounded-t-sheet border border-line bg-raised px-4 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-ink shadow-lift max-sm:animate-rise",
          "sm:absolute sm:inset-x-auto sm:top-full sm:bottom-auto sm:mt-1 sm:max-h-[min(36rem,calc(100dvh-12rem))] sm:rounded-control sm:animate-fade",
          align === "end" ? "sm:end-0" : "sm:start-0",
          wide ? "sm:w-[min(34rem,80vw)]" : "sm:w-max sm:min-w-56 sm:max-w-80",
        )}
      >
        {children}
      </div>
    </details>
  );
}
