"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { announce } from "@/components/shell/announce";
import { pauseBefore, watchedMs } from "./watch-schedule";

type WatchProps = {
  /** Where the books are asked how the purchase stands. */
  href: string;
  /** What the page shows. */
  state: string;
  /** Shown when nobody has come back for so long that the page no longer asks. */
  stopped: string;
};

/** Asks how the purchase stands while somebody looks; what has changed is said once and drawn anew by the server. */
export function Watch({ href, state, stopped }: WatchProps) {
  const router = useRouter();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    let asked = 0;
    let until = Date.now() + watchedMs;
    const wait = () => {
      timer = window.setTimeout(look, pauseBefore(asked));
    };
    const look = async () => {
      asked += 1;
      const told = await ask(href, leaving.signal);
      if (leaving.signal.aborted) return;
      if (told && told.state !== state) {
        announce(told.heading);
        router.refresh();
        return;
      }
      if (Date.now() >= until) setOver(true);
      else if (document.visibilityState === "visible") wait();
    };
    const onReturn = () => {
      window.clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      asked = 0;
      until = Date.now() + watchedMs;
      setOver(false);
      void look();
    };
    wait();
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [href, state, router]);
  return isOver ? <p className="mt-2 text-ink-2">{stopped}</p> : null;
}

async function ask(href: string, signal: AbortSignal): Promise<{ state: string; heading: string } | null> {
  try {
    const answer = await fetch(href, { signal, cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    // The next look asks again.
    return null;
  }
}
