import type { ComponentProps } from "react";
import { BalanceLine } from "@/components/balance-line/balance-line";
import { NavLink } from "./nav-link";

type SidebarBalanceProps = {
  href: string;
  /** "Available" */
  label: string;
  /** "48 250,5" */
  value: string;
  /** The number itself, for machines that read the page. */
  raw: string;
  /** "credits" */
  unit: string;
  line: Omit<ComponentProps<typeof BalanceLine>, "variant" | "labels" | "className">;
};

export function SidebarBalance({ href, label, value, raw, unit, line }: SidebarBalanceProps) {
  return (
    <NavLink
      href={href}
      className="focus-inset block px-1 py-2.5 text-center transition-colors hover:bg-surface lg:my-1.5 lg:rounded-nav lg:px-2 lg:text-start"
    >
      <span className="block text-xs text-ink-3">{label}</span>
      <span className="block break-words text-xs font-semibold lg:text-base">
        <data value={raw}>{value}</data> <span className="max-lg:sr-only">{unit}</span>
      </span>
      <span className="mt-1.5 hidden lg:block">
        <BalanceLine {...line} variant="mini" />
      </span>
    </NavLink>
  );
}
