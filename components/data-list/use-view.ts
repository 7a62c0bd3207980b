"use client";

import { useCallback, useRef, useSyncExternalStore } from "react";

type View = "table" | "list" | "both";

/** Which of the two the style sheet shows. For print both are kept, since paper has another width than the screen. */
export function useView() {
  const box = useRef<HTMLDivElement>(null);
  const printing = useRef(false);

  const subscribe = useCallback((changed: () => void) => {
    const onPrint = (event: Event) => {
      printing.current = event.type === "beforeprint";
      changed();
    };
    const sizes = new ResizeObserver(changed);
    if (box.current) sizes.observe(box.current);
    window.addEventListener("beforeprint", onPrint);
    window.addEventListener("afterprint", onPrint);
    return () => {
      sizes.disconnect();
      window.removeEventListener("beforeprint", onPrint);
      window.removeEventListener("afterprint", onPrint);
    };
  }, []);

  const inBrowser = useCallback((): View => {
    const table = box.current?.querySelector(":scope > [data-view=table]");
    if (!table || printing.current) return "both";
    return getComputedStyle(table).display === "none" ? "list" : "table";
  }, []);

  return { box, view: useSyncExternalStore(subscribe, inBrowser, onServer) };
}

function onServer(): View {
  return "both";
}
