"use client";

import type { FormEvent, ReactNode } from "react";

type PlaceFieldsProps = {
  /** What a country proposes for the other two fields. */
  proposals: Record<string, { currency: string; timeZone: string }>;
  children: ReactNode;
};

/** Choosing a country proposes its currency and zone, as long as nobody has chosen those by hand. */
export function PlaceFields({ proposals, children }: PlaceFieldsProps) {
  function propose(event: FormEvent<HTMLDivElement>) {
    const chosen = event.target;
    if (!(chosen instanceof HTMLSelectElement) || !chosen.form) return;
    if (chosen.name !== "country") {
      chosen.dataset.byHand = "true";
      return;
    }
    const proposal = proposals[chosen.value];
    if (!proposal) return;
    for (const [name, value] of Object.entries(proposal)) {
      const field = chosen.form.elements.namedItem(name);
      if (field instanceof HTMLSelectElement && !field.dataset.byHand) field.value = value;
    }
  }

  return (
    <div className="grid gap-4" onChange={propose}>
      {children}
    </div>
  );
}
