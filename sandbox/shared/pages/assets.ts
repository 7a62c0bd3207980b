import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Answer } from "../http/answer";

const here = import.meta.dirname;
const { resolve } = createRequire(import.meta.url);
const figtree = (part: string) => resolve(`@fontsource-variable/figtree/files/figtree-${part}-wght-normal.woff2`);
const sheets = ["pages.css", "forms.css"].map((name) => readFileSync(join(here, name), "utf8"));

const fonts = new Map(
  [
    ["/assets/figtree.woff2", figtree("latin")],
    ["/assets/figtree-ext.woff2", figtree("latin-ext")],
    ["/assets/archivo.woff2", join(here, "../../../app/fonts/archivo-86-560.woff2")],
  ].map(([address = "", file = ""]) => [address, readFileSync(file)] as const),
);

/** What every stand-in's pages look like, and what one has of its own; null when the address is nothing of these. */
export function asset(path: string, own: readonly string[] = []): Answer | null {
  if (path === "/assets/pages.css") return file([...sheets, ...own].join("\n"), "text/css; charset=utf-8");
  const font = fonts.get(path);
  return font ? file(font, "font/woff2") : null;
}

function file(body: string | Buffer, type: string): Answer {
  const headers = { "content-type": type, "cache-control": "max-age=300", "x-content-type-options": "nosniff" };
  return { status: 200, body, headers };
}
