import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

export function RowList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="mt-6 first-of-type:mt-5">
      <h2 className="pb-1.5 text-xs text-ink-3">{label}</h2>
      <ul className="border-t border-line">{children}</ul>
    </section>
  );
}

type RowLinkProps = {
  href: string;
  icon?: IconName;
  label: string;
  /** What stands there now: "2 on", "1 unpaid". */
  state?: ReactNode;
  current?: boolean;
  /** For links into another workspace, which the server must not take for a visit. */
  onlyOnPress?: boolean;
};

export function RowLink({ href, icon, label, state, current, onlyOnPress }: RowLinkProps) {
  return (
    <li className="border-b border-line">
      <Link
        href={href}
        prefetch={onlyOnPress ? false : undefined}
        aria-current={current ? "true" : undefined}
        className="focus-inset flex min-h-12 items-center gap-3 py-1.5 transition-colors hover:bg-sunken"
      >
        {icon && <Icon name={icon} size={18} className="shrink-0 text-ink-2" />}
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 font-medium break-words">{label}</span>
          {state && <span className="min-w-0 text-sm text-ink-3">{state}</span>}
        </span>
        <Icon name={current ? "check" : "next"} className="shrink-0 text-ink-3 rtl:rotate-180" />
      </Link>
    </li>
  );
}
