"use client";

import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/shell/announce";
import { formQuery } from "./query-text";

type LiveCountProps = {
  /** Answers `{ "words": string }` to the form's query. */
  source: string;
  usual: string;
  /** What stands here without scripts, and until there is an answer. */
  plain: string;
};

const pauseMs = 300;

/** How much what is being chosen would find, asked anew with every change while its panel or sheet is open on a phone. */
export function LiveCount({ source, usual, plain }: LiveCountProps) {
  const mark = useRef<HTMLSpanElement>(null);
  const [words, setWords] = useState(plain);

  useEffect(() => {
    const form = mark.current?.closest("form");
    const panel = mark.current?.closest("details, [popover]");
    if (!form || !panel) return;
    let timer: number | undefined;
    let asking: AbortController | undefined;
    const forget = () => {
      window.clearTimeout(timer);
      asking?.abort();
    };
    const ask = async (isChange: boolean) => {
      asking = new AbortController();
      const told = await answered(`${source}?${formQuery(form, usual)}`, asking.signal);
      if (asking.signal.aborted) return;
      setWords(told ?? plain);
      if (told && isChange) announce(told);
    };
    const later = (isChange: boolean) => {
      forget();
      if (mark.current?.checkVisibility()) timer = window.setTimeout(ask, pauseMs, isChange);
    };
    const onChange = () => later(true);
    const onToggle = () => later(false);
    form.addEventListener("input", onChange);
    panel.addEventListener("toggle", onToggle);
    return () => {
      forget();
      form.removeEventListener("input", onChange);
      panel.removeEventListener("toggle", onToggle);
    };
  }, [source, usual, plain]);

  return <span ref={mark}>{words}</span>;
}

/** Null where no answer came: the button then says what it does, and does it all the same. */
async function answered(address: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(address, { signal }).catch(() => null);
  if (!response?.ok) return null;
  const body: unknown = await response.json().catch(() => null);
  return body && typeof body === "object" && "words" in body && typeof body.words === "string" ? body.words : null;
}
