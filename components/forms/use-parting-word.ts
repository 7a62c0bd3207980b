"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";

/**
 * A form that takes its own row away is gone before its answer can be shown in it. What it would have said is then
 * said by the page.
 */
export function usePartingWord(words: string | undefined, pending: boolean, failed: boolean) {
  const sent = useRef(false);
  useEffect(() => {
    if (pending) sent.current = true;
    else if (failed) sent.current = false;
  }, [pending, failed]);
  useEffect(() => {
    if (!words) return;
    return () => {
      if (sent.current) announce(words);
    };
  }, [words]);
}
