"use client";

import { SubmitButton } from "@/components/forms/submit-button";
import { fill } from "./fill";
import type { Desk } from "./use-desk";

/** Says what will be paid; it stays enabled, and what is missing is told when it is pressed. */
export function PayButton({ desk: { sale, fmt, worked } }: { desk: Desk }) {
  const { desk: words } = sale.labels;
  const total = worked ? fmt.money(worked.taxed.totalMinor) : "";
  return (
    <SubmitButton size="lg" wide name="intent" value="pay">
      {fill(words.pay, { total }).trim()}
    </SubmitButton>
  );
}
