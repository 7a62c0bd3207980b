"use client";

import { type ReactNode, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { useSheet } from "./use-sheet";

type FilterSheetProps = {
  id: string;
  title: string;
  close: string;
  /** Beside the title, such as the way to let go of everything. */
  aside?: ReactNode;
  /** Stays in sight at the bottom: what the sheet is left with. */
  footer: ReactNode;
  children: ReactNode;
};

/**
 * The filters of a form: in a row on a desktop, on a phone on a sheet of their own, which the browser opens and closes
 * without a script too. What was chosen there holds once the form is sent; left in any other way, the fields go back.
 */
export function FilterSheet({ id, title, close, aside, footer, children }: FilterSheetProps) {
  const box = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useSheet(box, heading);
  return (
    <div
      ref={box}
      id={id}
      popover="auto"
      className="text-ink max-sm:open:fixed max-sm:open:inset-0 max-sm:open:m-0 max-sm:open:flex max-sm:open:h-dvh max-sm:open:max-h-none max-sm:open:w-full max-sm:open:max-w-none max-sm:open:animate-rise max-sm:open:flex-col max-sm:open:overflow-y-auto max-sm:open:overscroll-contain max-sm:open:border-0 max-sm:open:bg-raised max-sm:open:p-0 sm:contents"
    >
      <div className="sticky top-0 z-10 flex items-center gap-3 border-b border-ink bg-raised px-4 py-1.5 sm:hidden">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-md font-semibold outline-none">
          {title}
        </h2>
        {aside}
        <button
          type="button"
          popoverTarget={id}
          popoverTargetAction="hide"
          aria-label={close}
          className="-me-3 grid size-11 shrink-0 place-items-center rounded-nav text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="max-sm:flex-1 max-sm:px-4 max-sm:pb-4 sm:contents">{children}</div>
      <div className="sticky bottom-0 z-10 border-t border-line bg-raised px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:hidden">
        {footer}
      </div>
    </div>
  );
}
