"use client";

import { useEffect } from "react";

/** Follows the system while the choice is `system`, also when the choice was made a moment ago. */
export function ThemeSync({ choice }: { choice: "light" | "dark" | "system" }) {
  useEffect(() => {
    const root = document.documentElement;
    if (choice !== "system") {
      root.dataset.theme = choice;
      return;
    }
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      root.dataset.theme = dark.matches ? "dark" : "light";
    };
    follow();
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, [choice]);
  return null;
}
