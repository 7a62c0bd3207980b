"use client";

import { useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { useCopy } from "./use-copy";

type CopyFieldProps = {
  value: string;
  /** What is copied, for the button's name: "Copy request id". */
  label: string;
  copied: string;
  /** Ids and keys are set in mono; an amount is not. */
  mono?: boolean;
};

export function CopyField({ value, label, copied, mono = true }: CopyFieldProps) {
  const text = useRef<HTMLSpanElement>(null);
  const { isCopied, copy } = useCopy(value, copied, text);

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
