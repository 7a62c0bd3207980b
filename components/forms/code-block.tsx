"use client";

import { useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { useCopy } from "./use-copy";

type CodeBlockProps = {
  value: string;
  /** The copy button's name, and what is said once it is copied. Without it nothing is there to be copied. */
  copy?: { label: string; done: string };
};

/** Code breaks anywhere rather than scroll: a phone shows all of it. */
export function CodeBlock({ value, copy }: CodeBlockProps) {
  const text = useRef<HTMLElement>(null);
  return (
    <div className="relative min-w-0 rounded-control bg-sunken dark:bg-surface">
      <pre className={`px-4 py-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere text-ink ${copy ? "pe-12" : ""}`}>
        <code ref={text}>{value}</code>
      </pre>
      {copy && <CopyButton value={value} shown={text} {...copy} />}
    </div>
  );
}

type CopyButtonProps = { value: string; shown: React.RefObject<HTMLElement | null>; label: string; done: string };

function CopyButton({ value, shown, label, done }: CopyButtonProps) {
  const { isCopied, copy } = useCopy(value, done, shown);
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      className="absolute end-1.5 top-1.5 grid size-8 place-items-center rounded-nav text-ink-2 transition-colors hover:bg-surface hover:text-ink dark:hover:bg-raised pointer-coarse:size-11"
    >
      <Icon name={isCopied ? "check" : "copy"} className={isCopied ? "text-ok" : undefined} />
    </button>
  );
}
