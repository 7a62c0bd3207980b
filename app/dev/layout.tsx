import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LogoMark } from "@/components/shell/logo-mark";
import { SkipLink } from "@/components/shell/skip-link";

export default async function DevelopmentLayout({ children }: { children: ReactNode }) {
  const [common, shell] = await Promise.all([getTranslations("common"), getTranslations("shell")]);
  return (
    <div className="min-h-dvh">
      <SkipLink label={shell("skipToContent")} />
      <header className="border-b border-line bg-sunken">
        <div className="mx-auto flex max-w-300 items-center gap-2.5 px-4 py-3 sm:px-10">
          <LogoMark />
          <p className="font-semibold">{common("product")}</p>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-300 min-w-0 px-4 pt-4 pb-10 sm:px-10 sm:pt-7">
        {children}
      </main>
    </div>
  );
}
