"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

let lastPath: string | null = null;

/** After a change of page the heading above takes the focus; the first page of a visit leaves it to the browser. */
export function TakeFocus() {
  const path = usePathname();
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const moved = lastPath !== null && lastPath !== path;
    lastPath = path;
    if (moved) place.current?.closest("h1")?.focus({ preventScroll: true });
  }, [path]);

  return <span ref={place} hidden />;
}
