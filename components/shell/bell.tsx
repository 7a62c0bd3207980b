"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "./announce";
import { NavLink } from "./nav-link";

type BellProps = {
  href: string;
  /** Answers `{ "unread": number }`. */
  source: string;
  unread: number;
  nowhere?: string;
  labels: {
    name: string;
    /** Below the icon in the rail, where the name has no room. */
    short: string;
    /** Whose plural categories the two below are keyed by. */
    lang: string;
    /** The bell's name with something unread; `{count}` stands for the number. */
    unread: PluralForms;
    /** Said when something new has come. */
    fresh: PluralForms;
  };
  icon: ReactNode;
};

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const everyMs = 30_000;
const quietMs = 60_000;

/** Asks again every 30 seconds while the page is visible and says politely, at most once a minute, what is new. */
export function Bell({ href, nowhere, source, unread: initial, labels, icon }: BellProps) {
  const [unread, setUnread] = useState(initial);
  const known = useRef(initial);
  const spokenAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    known.current = initial;
    setUnread(initial);
  }, [initial]);

  useEffect(() => {
    const leave = new AbortController();
    async function ask() {
      if (document.visibilityState !== "visible") return;
      const count = await readUnread(source, leave.signal);
      if (count === null) return;
      setUnread(count);
      const fresh = count - known.current;
      if (fresh < 0) known.current = count;
      if (fresh <= 0 || performance.now() - spokenAt.current < quietMs) return;
      known.current = count;
      spokenAt.current = performance.now();
      announce(counted(labels.fresh, fresh, labels.lang));
    }
    const timer = setInterval(ask, everyMs);
    document.addEventListener("visibilitychange", ask);
    return () => {
      leave.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [source, labels]);

  return (
    <NavLink
      href={href}
      nowhere={nowhere}
      className="relative flex shrink-0 items-center justify-center rounded-nav text-ink-2 transition-colors hover:bg-surface hover:text-ink max-sm:-me-3 max-sm:size-9 max-sm:pointer-coarse:size-11 sm:max-lg:w-full sm:max-lg:flex-col sm:max-lg:gap-0.5 sm:max-lg:px-0.5 sm:max-lg:py-1.5 sm:max-lg:text-xs sm:max-lg:pointer-coarse:min-h-11 lg:size-8 lg:pointer-coarse:size-11"
      currentClassName="bg-surface text-ink"
    >
      {icon}
      <span className="hidden max-w-full truncate sm:max-lg:block">{labels.short}</span>
      <span className="sr-only">{unread > 0 ? counted(labels.unread, unread, labels.lang) : labels.name}</span>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-0 top-0 min-w-4.5 sm:max-lg:end-2 rounded-full bg-accent px-1 text-center text-xs font-semibold text-primary-fg max-sm:pointer-coarse:end-1 lg:pointer-coarse:end-1 pointer-coarse:top-1"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </NavLink>
  );
}

/** A poll that fails is simply asked again: the next one comes in half a minute. */
async function readUnread(source: string, signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(source, { signal, headers: { accept: "application/json" } });
    if (!response.ok) return null;
    const body: unknown = await response.json();
    const count = body && typeof body === "object" && "unread" in body ? body.unread : null;
    return typeof count === "number" ? count : null;
  } catch {
    return null;
  }
}

function counted(forms: PluralForms, count: number, lang: string) {
  const rule = new Intl.PluralRules(lang).select(count);
  return (forms[rule] ?? forms.other).replace("{count}", String(count));
}
