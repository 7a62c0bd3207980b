import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const unread = new Set(["node_modules", "test-results", "playwright-report", "coverage", "screens", "meta"]);
const hiddenButOurs = new Set([".ci", ".env.example", ".npmrc", ".gitignore", ".dockerignore"]);

export type SourceFile = { path: string; text: string };

/** Every file below the given folders that somebody wrote, its path counted from the root with forward slashes. */
export function filesOf(root: string, folders: readonly string[], pattern: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) => below(root, folder))
    .flatMap((path) => {
      return pattern.test(path) ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
    });
}

function below(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (unread.has(entry.name) || (entry.name.startsWith(".") && !hiddenButOurs.has(entry.name))) return [];
    if (entry.isDirectory()) return below(root, path);
    return entry.isFile() ? [path] : [];
  });
}
