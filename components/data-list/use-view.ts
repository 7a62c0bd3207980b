"use client";

import { startTransition, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

type View = "table" | "list" | "both";

/** Which of the two the style sheet shows. For print both are kept, since paper has another width than the screen. */
export function useView() {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>("both");

  useEffect(() => {
    const table = box.current?.querySelector(":scope > [data-view=table]");
    if (!box.current || !table) return;
    const seen = (): View => (getComputedStyle(table).display === "none" ? "list" : "table");
    // Many rows leave at once: they do it between whatever else the page has to do.
    const sizes = new ResizeObserver(() => startTransition(() => setView(seen())));
    const beforePrint = () => flushSync(() => setView("both"));
    const afterPrint = () => setView(seen());
    sizes.observe(box.current);
    window.addEventListener("beforeprint", beforePrint);
    window.addEventListener("afterprint", afterPrint);
    return () => {
      sizes.disconnect();
      window.removeEventListener("beforeprint", beforePrint);
      window.removeEventListener("afterprint", afterPrint);
    };
  }, []);

  return { box, view };
}
