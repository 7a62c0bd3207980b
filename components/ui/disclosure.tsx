import type { ReactNode } from "react";
import { Icon } from "./icon";

type DisclosureProps = { summary: ReactNode; open?: boolean; children: ReactNode };

export function Disclosure({ summary, open, children }: DisclosureProps) {
  return (
    <details open={open} className="group/disclosure">
      <summary className="inline-flex min-h-6 list-none items-center gap-1.5 rounded-bar font-medium text-accent hover:text-accent-on-soft pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="next" className="transition-transform group-open/disclosure:rotate-90 rtl:rotate-180" />
        {summary}
      </summary>
      <div className="pt-2 ps-5.5 text-ink-2">{children}</div>
    </details>
  );
}
