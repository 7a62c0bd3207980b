"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";

type UpdatedProps = {
  /** When the figures were read. */
  since: number;
  /** "Figures are {minutes} minutes old" */
  stale: string;
  refresh: string;
  children: ReactNode;
};

const minuteMs = 60_000;
const staleMinutes = 10;

/** When the figures are of; once they are old, how old, and the way to new ones. */
export function Updated({ since, stale, refresh, children }: UpdatedProps) {
  const router = useRouter();
  const [minutes, setMinutes] = useState(0);

  useEffect(() => {
    const look = () => setMinutes(Math.floor((Date.now() - since) / minuteMs));
    const timer = window.setInterval(look, minuteMs / 2);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [since]);

  if (minutes <= staleMinutes) return <span data-moment>{children}</span>;
  return (
    <span role="status" className="inline-flex flex-wrap items-center gap-x-3">
      {stale.replace("{minutes}", String(minutes))}
      <button
        type="button"
        className="min-h-6 rounded-bar font-medium text-accent hover:underline hover:underline-offset-3 pointer-coarse:min-h-11"
        onClick={() => {
          setMinutes(0);
          router.refresh();
        }}
      >
        {refresh}
      </button>
    </span>
  );
}
