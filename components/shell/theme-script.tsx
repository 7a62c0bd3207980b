import { ThemeSync } from "./theme-sync";

export type ThemeChoice = "light" | "dark" | "system";

export const themeCookie = "theme";

export function themeChoice(cookie: string | undefined): ThemeChoice {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}

/** What <html> carries. For `system` the script below sets the theme before the first paint. */
export function themeAttributes(choice: ThemeChoice) {
  return { "data-theme": choice === "system" ? undefined : choice, suppressHydrationWarning: true };
}

const beforePaint =
  'document.documentElement.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"';

/** Belongs into <head>; needs the request's nonce, for nothing inline runs without it. */
export function ThemeScript({ choice, nonce }: { choice: ThemeChoice; nonce?: string }) {
  return (
    <>
      <script
        nonce={nonce}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: choice === "system" ? beforePaint : "" }}
      />
      <ThemeSync choice={choice} />
    </>
  );
}
