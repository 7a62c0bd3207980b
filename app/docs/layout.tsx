import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch } from "@/app/_outside/language-switch";
import { liveRegionId } from "@/components/shell/announce";
import { LogoMark } from "@/components/shell/logo-mark";
import { SkipLink } from "@/components/shell/skip-link";
import { Contents } from "./contents";

/** As outside a workspace, with the contents in the margin where there is one. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const [t, common, shell] = await Promise.all([
    getTranslations("docs"),
    getTranslations("common"),
    getTranslations("shell"),
  ]);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:grid-rows-1 print:block">
      <SkipLink label={shell("skipToContent")} />
      <div className="lg:border-e lg:border-line lg:bg-sunken">
        <div className="lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:gap-5 lg:overflow-y-auto lg:overscroll-contain lg:px-3 lg:py-5">
          <header className="flex items-center gap-2.5 px-4 py-3 sm:px-10 lg:px-2 lg:py-0">
            <LogoMark />
            <div className="min-w-0">
              <p className="font-semibold">{common("product")}</p>
              <p className="text-xs text-ink-3">{t("title")}</p>
            </div>
          </header>
          <div className="hidden lg:block print:hidden">
            <Contents />
          </div>
          <div className="mt-auto hidden border-t border-line px-2 pt-4 lg:block print:hidden">
            <LanguageSwitch />
          </div>
        </div>
      </div>
      <main id="main" className="w-full max-w-[60rem] min-w-0 px-4 pt-4 pb-10 sm:px-10 sm:pt-7">
        {children}
      </main>
      <footer className="border-t border-line px-4 py-4 sm:px-10 lg:hidden print:hidden">
        <LanguageSwitch />
      </footer>
      <p id={liveRegionId} role="status" className="sr-only" />
    </div>
  );
}
