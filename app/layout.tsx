import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { pageLocale } from "@/app/_gate/locale";
import { ThemeScript, themeAttributes, themeChoice, themeCookie } from "@/components/shell/theme-script";
import { htmlLang } from "@/lib/i18n/locales";
import { answerAway } from "./_gate/answer-refusal";
import { requestFacts } from "./_gate/request";
import { currentSession } from "./_gate/session";
import { Outside } from "./_outside/outside";
import { Away } from "./away";
import { fontVariables } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: t("product"),
    robots: { index: false, follow: false },
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "48x48" },
        { url: "/icon.svg", type: "image/svg+xml" },
      ],
      apple: "/apple-icon.png",
    },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f8f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1413" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, { nonce }, [session]] = await Promise.all([
    pageLocale(),
    cookies(),
    requestFacts(),
    Promise.allSettled([currentSession()]),
  ]);
  const isAway = session.status === "rejected";
  if (isAway && !(await answerAway(session.reason))) throw session.reason;
  const profile = isAway ? undefined : session.value?.viewer.theme;
  const theme = themeChoice(profile ?? jar.get(themeCookie)?.value);
  return (
    <html lang={htmlLang(locale)} className={fontVariables} {...themeAttributes(theme)}>
      <head>
        <ThemeScript choice={theme} nonce={nonce} />
      </head>
      <body>
        {isAway ? (
          <Outside>
            <Away />
          </Outside>
        ) : (
          children
        )}
      </body>
    </html>
  );
}
