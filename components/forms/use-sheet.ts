"use client";

import { type RefObject, useEffect } from "react";
import { leaveSheetEntry, onSheetEntry, pushSheetEntry } from "./sheet-entry";
import { stayInside } from "./stay-inside";

/** What a sheet of fields needs beyond the browser's own opening and closing: the focus, Back, and fields that go back. */
export function useSheet(box: RefObject<HTMLElement | null>, heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const sheet = box.current;
    const form = sheet?.closest("form");
    // A browser that knows no such sheets shows the fields in their place.
    if (!sheet || !form || !("popover" in HTMLElement.prototype)) return;
    const isOpen = () => sheet.matches(":popover-open");
    let isSettled = false;

    const onOpen = () => {
      isSettled = false;
      unfold(sheet);
      heading.current?.focus({ preventScroll: true });
      sheet.scrollTo(0, 0);
      if (!onSheetEntry()) pushSheetEntry();
    };
    const onClosed = () => {
      for (const fold of sheet.querySelectorAll("details[open]")) fold.removeAttribute("open");
      if (isSettled) return;
      form.reset();
      leaveSheetEntry();
    };
    const settle = () => {
      isSettled = true;
      if (isOpen()) sheet.hidePopover();
    };
    const phone = window.matchMedia("(max-width: 639px)");
    const until = new AbortController();
    const { signal } = until;
    sheet.addEventListener("toggle", ({ newState }) => (newState === "open" ? onOpen() : onClosed()), { signal });
    sheet.addEventListener("keydown", (event) => event.key === "Tab" && stayInside(sheet, event), { signal });
    sheet.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a") && settle(), {
      signal,
    });
    form.addEventListener("submit", settle, { signal });
    window.addEventListener("popstate", () => onSheetEntry() !== isOpen() && sheet.togglePopover(), { signal });
    phone.addEventListener("change", () => isOpen() && sheet.hidePopover(), { signal });
    if (isOpen()) onOpen();
    return () => until.abort();
  }, [box, heading]);
}

/** What is chosen is open to see, or else the first question. */
function unfold(sheet: HTMLElement): void {
  const folds = [...sheet.querySelectorAll("details")];
  const chosen = folds.filter((fold) => fold.dataset.chosen !== undefined);
  for (const fold of chosen.length > 0 ? chosen : folds.slice(0, 1)) fold.open = true;
}
