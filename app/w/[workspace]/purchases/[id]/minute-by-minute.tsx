"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** How long there is left is drawn anew each minute, while somebody looks. */
export function MinuteByMinute() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, 60_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
