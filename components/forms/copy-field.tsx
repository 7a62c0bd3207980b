"use client";

import { useRef } from "react";
import { CopyButton } from "./copy-button";

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
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span ref={text} className={mono ? "min-w-0 break-all font-mono text-sm" : "min-w-0 break-words"}>
        {value}
      </span>
      <CopyButton value={value} shown={text} label={label} done={copied} className="size-7 shrink-0 hover:bg-sunken" />
    </span>
  );
}
