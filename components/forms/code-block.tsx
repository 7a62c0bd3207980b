"use client";

import { useRef } from "react";
import { CopyButton } from "./copy-button";

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
      {copy && (
        <CopyButton
          value={value}
          shown={text}
          {...copy}
          className="absolute end-1.5 top-1.5 size-8 hover:bg-surface dark:hover:bg-raised"
        />
      )}
    </div>
  );
}
