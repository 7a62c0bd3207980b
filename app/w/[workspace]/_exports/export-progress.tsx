"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

type ExportProgressProps = {
  /** Where to ask how far it is. */
  href: string;
  rows: number;
  expected: number;
  /** Named by what is being written. */
  label: string;
  /** "{written} of 41,208 rows written." with the place of the figure marked. */
  words: string;
  locale: string;
  /** The file, to be taken when it is done, as whoever waits for it wants it. */
  take?: string;
};

const everyMs = 1_000;

/** How far a file is, asked once a second while somebody looks; drawn anew by the server when it is over. */
export function ExportProgress({ href, rows, expected, label, words, locale, take }: ExportProgressProps) {
  const router = useRouter();
  const [written, setWritten] = useState(rows);
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState === "hidden") return;
      const told = await ask(href, leaving.signal);
      if (!told) return;
      setWritten(told.rows);
      if (told.state === "waiting" || told.state === "writing") return;
      clearInterval(timer);
      if (take && told.state === "done") location.assign(take);
      router.refresh();
    }, everyMs);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [href, router, take]);
  const figure = new Intl.NumberFormat(locale, { useGrouping: "always" }).format(written).replace(/\u202f/g, "\u00a0");
  return (
    <div aria-live="off" className="mt-1.5 grid max-w-80 gap-1">
      <progress
        aria-label={label}
        value={written}
        max={expected}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-bar bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-xs text-ink-2">{words.replace("{written}", figure)}</p>
    </div>
  );
}

async function ask(href: string, signal: AbortSignal): Promise<{ state: string; rows: number } | null> {
  try {
    const answer = await fetch(href, { signal, cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    // The next second asks again.
    return null;
  }
}
