"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 1_500;
const most = 20;

/** Reads the page anew until what it waits for is there, for half a minute. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    let looked = 0;
    const timer = setInterval(() => {
      looked += 1;
      if (looked >= most) clearInterval(timer);
      router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
