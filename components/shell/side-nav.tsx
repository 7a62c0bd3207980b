import { Icon, type IconName } from "@/components/ui/icon";
import { NavLink } from "./nav-link";

export type NavItem = { href: string; icon: IconName; label: string; short: string };
export type NavSection = { id: string; label?: string; items: readonly NavItem[] };

const row =
  "group/nav relative flex flex-col items-center justify-center gap-0.5 rounded-nav px-0.5 py-1.5 text-center text-xs text-ink-2 transition-colors hover:bg-surface hover:text-ink focus-inset pointer-coarse:min-h-11 lg:min-h-8 lg:flex-row lg:justify-start lg:gap-2.5 lg:px-2 lg:py-1 lg:text-start lg:text-base";
const currentRow =
  "bg-surface font-medium text-ink before:absolute before:inset-y-1.5 before:start-0 before:w-0.5 before:rounded-full before:bg-accent";

type SideNavProps = { label: string; sections: readonly NavSection[]; nowhere?: string };

/** 232 px with full names; between phone and desktop a 64 px rail whose icons keep their names. */
export function SideNav({ label, sections, nowhere }: SideNavProps) {
  return (
    <nav
      aria-label={label}
      className="hidden min-h-0 flex-1 overflow-y-auto overscroll-contain px-1 pb-3 sm:block lg:px-3"
    >
      {sections.map((section) => (
        <div
          key={section.id}
          className="mt-2 border-t border-line pt-2 first:mt-0 first:border-0 first:pt-0 lg:mt-3.5 lg:border-0 lg:pt-0"
        >
          {section.label && (
            <h2 id={`nav-${section.id}`} className="mb-1 hidden px-2 text-xs text-ink-3 lg:block">
              {section.label}
            </h2>
          )}
          <ul aria-labelledby={section.label ? `nav-${section.id}` : undefined} className="grid gap-0.5">
            {section.items.map((item) => (
              <li key={item.href}>
                <NavLink href={item.href} nowhere={nowhere} className={row} currentClassName={currentRow}>
                  <Icon name={item.icon} className="shrink-0" />
                  <span className="min-w-0 max-w-full break-words lg:hidden">{item.short}</span>
                  <span className="hidden min-w-0 lg:inline">{item.label}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
