"use client";

import { type RefObject, useEffect, useState } from "react";
import { announce } from "@/components/shell/announce";

/** Copies a text and says so for two seconds; `shown` is where it stands to be read. */
export function useCopy(value: string, copied: string, shown: RefObject<HTMLElement | null>) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    const done = await writeToClipboard(value);
    if (!done) {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      return;
    }
    setCopied(true);
    announce(copied);
  }

  return { isCopied, copy };
}

/** The clipboard is refused on plain http and by some policies; then the text is selected for the person's own copy. */
async function writeToClipboard(value: string) {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(value).then(
    () => true,
    () => false,
  );
}
