import type { ComponentProps, ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { liveRegionId } from "./announce";
import { Bell } from "./bell";
import { Keyboard } from "./keyboard";
import { LogoMark } from "./logo-mark";
import { PaletteButton } from "./palette-button";
import { type NavItem, type NavSection, SideNav } from "./side-nav";
import { SidebarBalance } from "./sidebar-balance";
import { SkipLink } from "./skip-link";
import { TabBar } from "./tab-bar";
import { WorkspaceSwitcher } from "./workspace-switcher";

type AppShellProps = {
  switcher: Omit<ComponentProps<typeof WorkspaceSwitcher>, "mark">;
  sections: readonly NavSection[];
  tabs: readonly NavItem[];
  /** The address asked for, when it leads to no page: nothing is marked as the current one then. */
  nowhere?: string;
  bell: Omit<ComponentProps<typeof Bell>, "icon">;
  keyboard: ComponentProps<typeof Keyboard>;
  /** Pinned at the sidebar's foot. */
  balance?: ComponentProps<typeof SidebarBalance>;
  help?: { href: string; label: string };
  /** What matters most, above every page's title. */
  strip?: ReactNode;
  labels: { skip: string; nav: string; search: string; searchShort: string };
  children: ReactNode;
};

/** One header is the phone's top bar and, from 640 px, the head of the sidebar: nothing is in the page twice. */
export function AppShell(props: AppShellProps) {
  const { switcher, sections, tabs, nowhere, bell, keyboard, balance, help, strip, labels, children } = props;
  return (
    <div className="min-h-dvh sm:grid sm:grid-cols-[4.5rem_minmax(0,1fr)] lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block">
      <SkipLink label={labels.skip} />
      {/* The column keeps its colour to the page's end, also where the page is longer than the window. */}
      <div className="border-line max-sm:contents sm:border-e sm:bg-sunken print:hidden">
        <header className="sticky top-0 z-30 flex h-12 items-center border-line bg-canvas sm:h-dvh sm:flex-col sm:bg-sunken sm:items-stretch print:hidden">
          <div className="flex min-w-0 flex-1 items-center gap-1 px-4 sm:grid sm:flex-none sm:justify-items-stretch sm:px-1 sm:pt-2 sm:pb-2 lg:grid-cols-[minmax(0,1fr)_auto] lg:px-3 lg:pt-3.5 lg:pb-3">
            <div className="flex min-w-0 flex-1 lg:col-span-2 lg:mb-1.5">
              <WorkspaceSwitcher {...switcher} mark={<LogoMark />} />
            </div>
            <div className="hidden min-w-0 sm:block">
              <PaletteButton look="nav" label={labels.search} short={labels.searchShort} />
            </div>
            <div className="min-w-0">
              <Bell {...bell} nowhere={nowhere} icon={<Icon name="bell" size={18} />} />
            </div>
          </div>
          <SideNav label={labels.nav} sections={sections} nowhere={nowhere} />
          {(balance || help) && (
            <div className="hidden shrink-0 border-t border-line sm:block lg:mx-3">
              {balance && <SidebarBalance {...balance} />}
              {help && (
                <a
                  href={help.href}
                  className="flex min-h-8 items-center gap-2 px-2 pb-2 text-xs text-ink-2 hover:text-ink pointer-coarse:min-h-11"
                >
                  <Icon name="help" />
                  {help.label}
                </a>
              )}
            </div>
          )}
        </header>
      </div>
      <div className="min-w-0">
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-300 px-4 pt-3 pb-28 outline-none sm:px-8 sm:pt-7 sm:pb-16 lg:px-10 print:max-w-none print:p-0"
        >
          {strip}
          {children}
        </main>
      </div>
      <TabBar label={labels.nav} items={tabs} nowhere={nowhere} />
      <Keyboard {...keyboard} />
      <p id={liveRegionId} role="status" className="sr-only" />
    </div>
  );
}
