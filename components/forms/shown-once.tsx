"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useForm } from "./form-context";
import { useCopy } from "./use-copy";

type ShownOnceProps = {
  /** What the form asks, until it has been answered. */
  children: ReactNode;
  /** Where somebody goes who has stored it. */
  href: string;
  /** Saved as a line of settings: NAME=value. */
  file: { name: string; variable: string };
  words: { title: string; body: string; copy: string; copied: string; file: string; stored: string };
};

/** A form whose answer is a secret: it takes the form's place and stays until the page is left. */
export function ShownOnce({ children, ...shown }: ShownOnceProps) {
  const { state } = useForm();
  if (state.once === undefined) return children;
  return <Secret value={state.once} {...shown} />;
}

function Secret({ value, href, file, words }: Omit<ShownOnceProps, "children"> & { value: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  const text = useRef<HTMLElement>(null);
  const { isCopied, copy } = useCopy(value, words.copied, text);

  useEffect(() => title.current?.focus(), []);

  return (
    <div className="grid gap-3">
      <div>
        <h2 ref={title} tabIndex={-1} className="text-md font-semibold">
          {words.title}
        </h2>
        <p className="text-ink-2">{words.body}</p>
      </div>
      <p className="rounded-control bg-accent-soft px-4 py-3.5 text-accent-on-soft">
        <code ref={text} className="font-mono text-base wrap-anywhere">
          {value}
        </code>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={isCopied ? "check" : "copy"} onClick={copy}>
          {isCopied ? words.copied : words.copy}
        </Button>
        <Button icon="file" onClick={() => save(file.name, `${file.variable}=${value}\n`)}>
          {words.file}
        </Button>
        <Button variant="quiet" href={href}>
          {words.stored}
        </Button>
      </div>
    </div>
  );
}

function save(name: string, content: string) {
  const address = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
