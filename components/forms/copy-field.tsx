"use client";

import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/shell/announce";
import { Icon } from "@/components/ui/icon";

type CopyFieldProps = {
  value: string;
  /** What is copied, for the button's name: "Copy request id". */
  label: string;
  copied: string;
  /** Ids and keys are set in mono; an amount is not. */
  mono?: boolean;
};

export function CopyField({ value, label, copied, mono = true }: CopyFieldProps) {
  const [isCopied, setCopied] = useState(false);
  const text = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    const done = await writeToClipboard(value);
    if (!done) {
      if (text.current) getSelection()?.selectAllChildren(text.current);
      return;
    }
    setCopied(true);
    announce(copied);
  }

  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span ref={text} className={mono ? "min-w-0 break-all font-mono text-sm" : "min-w-0 break-words"}>
        {value}
      </span>
      <button
        type="button"
        onClick={copy}
        aria-label={label}
        className="grid size-7 shrink-0 place-items-center rounded-nav text-ink-2 transition-colors hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon name={isCopied ? "check" : "copy"} className={isCopied ? "text-ok" : undefined} />
      </button>
    </span>
  );
}

/** The clipboard is refused on plain http and by some policies; then the text is selected for the person's own copy. */
async function writeToClipboard(value: string) {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(value).then(
    () => true,
    () => false,
  );
}
