import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LogoMark } from "@/components/shell/logo-mark";
import { SkipLink } from "@/components/shell/skip-link";

export default async function DevelopmentLayout({ children }: { children: ReactNode }) {
  const [common, shell] = await Promise.all([getTranslations("common"), getTranslations("shell")]);
  return (
    <div className="min-h-dvh">
      <SkipLink label={shell("skipToContent")} />
      <header className="flex items-center gap-2.5 border-b border-line bg-sunken px-4 py-3 sm:px-10">
        <LogoMark />
        <p className="font-semibold">{common("product")}</p>
      </header>
      <main id="main" className="w-full max-w-[70rem] min-w-0 px-4 pt-4 pb-10 sm:px-10 sm:pt-7">
        {children}
      </main>
    </div>
  );
}
