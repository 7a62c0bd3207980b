import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ThemeScript, themeAttributes, themeChoice, themeCookie } from "@/components/shell/theme-script";
import { htmlLang } from "@/lib/i18n/locales";
import { requestFacts } from "./_gate/request";
import { currentSession } from "./_gate/session";
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
  const [locale, jar, { nonce }, session] = await Promise.all([
    getLocale(),
    cookies(),
    requestFacts(),
    currentSession(),
  ]);
  const theme = themeChoice(session?.viewer.theme ?? jar.get(themeCookie)?.value);
  return (
    <html lang={htmlLang(locale)} className={fontVariables} {...themeAttributes(theme)}>
      <head>
        <ThemeScript choice={theme} nonce={nonce} />
      </head>
      <body>{children}</body>
    </html>
  );
}
