"use client";

import { clsx } from "clsx";
import type { RefObject } from "react";
import { Icon } from "@/components/ui/icon";
import { useCopy } from "./use-copy";

type CopyButtonProps = {
  value: string;
  /** Where the value stands to be read: selected where the clipboard is refused. */
  shown: RefObject<HTMLElement | null>;
  /** The button's name, which tells what is copied: "Copy request id". */
  label: string;
  /** Said once it is copied. */
  done: string;
  className: string;
};

export function CopyButton({ value, shown, label, done, className }: CopyButtonProps) {
  const { isCopied, copy } = useCopy(value, done, shown);
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      className={clsx(
        "grid place-items-center rounded-nav text-ink-2 transition-colors hover:text-ink pointer-coarse:size-11",
        className,
      )}
    >
      <Icon name={isCopied ? "check" : "copy"} className={isCopied ? "text-ok" : undefined} />
    </button>
  );
}
