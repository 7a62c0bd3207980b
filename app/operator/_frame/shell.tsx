import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SignOut } from "@/app/_words/sign-out-form";
import { liveRegionId } from "@/components/shell/announce";
import { LogoMark } from "@/components/shell/logo-mark";
import { type NavItem, SideNav } from "@/components/shell/side-nav";
import { SkipLink } from "@/components/shell/skip-link";
import { TabBar } from "@/components/shell/tab-bar";
import { operatorPages } from "./navigation";

/** The same frame as a workspace's, without a workspace: no balance, no switcher, no bell. */
export async function OperatorShell({ name, children }: { name: string; children: ReactNode }) {
  const [t, shell, common] = await Promise.all([
    getTranslations("operator"),
    getTranslations("shell"),
    getTranslations("common"),
  ]);
  const items: NavItem[] = operatorPages.map(({ id, icon }) => ({
    href: `/operator/${id}`,
    icon,
    label: t(`nav.${id}`),
    short: t(`nav.${id}`),
  }));
  const label = shell("mainNavigation");
  return (
    <div className="min-h-dvh sm:grid sm:grid-cols-[4.5rem_minmax(0,1fr)] lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block">
      <SkipLink label={shell("skipToContent")} />
      <div className="border-line sm:border-e sm:bg-sunken print:hidden">
        <header className="flex min-h-12 items-center bg-canvas max-sm:border-b max-sm:border-line sm:sticky sm:top-0 sm:h-dvh sm:flex-col sm:items-stretch sm:bg-sunken">
          <div className="flex min-w-0 items-center gap-2.5 px-4 py-2 sm:max-lg:flex-col sm:max-lg:gap-1 sm:max-lg:px-1 sm:max-lg:text-center lg:px-5 lg:py-4">
            <LogoMark />
            <div className="min-w-0">
              <p className="font-semibold sm:max-lg:text-xs">{common("product")}</p>
              <p className="text-xs text-ink-3">{t("title")}</p>
            </div>
          </div>
          <SideNav label={label} sections={[{ id: "operator", items }]} />
        </header>
      </div>
      <div className="min-w-0">
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-300 px-4 pt-3 pb-8 outline-none sm:px-8 sm:pt-7 lg:px-10 print:max-w-none print:p-0"
        >
          {children}
        </main>
        <footer className="mx-auto w-full max-w-300 px-4 pb-28 sm:px-8 sm:pb-10 lg:px-10 print:hidden">
          <div className="border-t border-line pt-4">
            <SignOut name={name} />
          </div>
        </footer>
      </div>
      <TabBar label={label} items={items} />
      <p id={liveRegionId} role="status" className="sr-only" />
    </div>
  );
}
