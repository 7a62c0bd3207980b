import { Icon } from "@/components/ui/icon";
import { NavLink } from "./nav-link";
import type { NavItem } from "./side-nav";

type TabBarProps = { label: string; items: readonly NavItem[]; nowhere?: string };

/** A phone's bottom bar. Pages that end in a pay bar hide it by setting `data-no-tabs` on their root. */
export function TabBar({ label, items, nowhere }: TabBarProps) {
  return (
    <nav
      aria-label={label}
      className="tab-bar fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      <ul className="flex">
        {items.map((item) => (
          <li key={item.href} className="min-w-0 flex-1 basis-0">
            <NavLink
              href={item.href}
              nowhere={nowhere}
              className="focus-inset flex min-h-12 flex-col items-center justify-center gap-0.5 px-0.5 pt-1.5 pb-1 text-center text-xs text-ink-2"
              currentClassName="font-semibold text-accent!"
            >
              <Icon name={item.icon} size={22} className="shrink-0" />
              <span className="max-w-full break-words hyphens-auto">{item.short}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
