"use client";

import { createContext, useContext } from "react";

/** Lets a form inside a dialog close it once its action is done. */
export const CloseContext = createContext<(() => void) | null>(null);

export function useClose() {
  return useContext(CloseContext);
}
