import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LogoMark } from "@/components/shell/logo-mark";
import { SkipLink } from "@/components/shell/skip-link";
import { LanguageSwitch } from "./language-switch";

/** Around every page outside a workspace, on the same sheet as inside: the margin with the mark, the page on its rules. */
export async function Outside({ children }: { children: ReactNode }) {
  const [t, common, shell] = await Promise.all([
    getTranslations("auth"),
    getTranslations("common"),
    getTranslations("shell"),
  ]);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:grid-rows-[1fr_auto] print:block">
      <SkipLink label={shell("skipToContent")} />
      <header className="flex items-center gap-2.5 border-line bg-canvas px-4 py-3 sm:px-10 lg:items-start lg:border-e lg:bg-sunken lg:px-5 lg:py-6">
        <LogoMark />
        <div className="min-w-0">
          <p className="font-semibold lg:leading-7">{common("product")}</p>
          <p className="text-xs text-ink-3">{t("tagline")}</p>
        </div>
      </header>
      <main id="main" className="w-full max-w-[70rem] min-w-0 px-4 pt-4 pb-10 sm:px-10 sm:pt-7 lg:row-span-2">
        {children}
      </main>
      <footer className="border-t border-line px-4 py-4 sm:px-10 lg:row-start-2 lg:border-e lg:border-t-0 lg:bg-sunken lg:px-5 lg:py-6">
        <LanguageSwitch />
      </footer>
    </div>
  );
}
