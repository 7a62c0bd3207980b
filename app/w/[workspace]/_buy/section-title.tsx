import type { ReactNode } from "react";

/** Of one question of the form. */
export function SectionTitle({ children }: { children: ReactNode }) {
  return <span className="mb-2 block text-md font-semibold">{children}</span>;
}
