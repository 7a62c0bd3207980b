"use client";

import type { ComponentProps } from "react";
import { Dialog } from "./dialog";

/** From the right on a desktop, from below on a phone. */
export function Sheet(props: Omit<ComponentProps<typeof Dialog>, "look">) {
  return <Dialog {...props} look="sheet" />;
}
