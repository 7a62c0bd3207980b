import { arrowRules } from "./tree/arrow-rules";
import { filesOf } from "./tree/files";
import { type Module, readModule } from "./tree/module";
import { report } from "./tree/report";

const folders = ["app", "components", "db", "lib", "sandbox"];

/** Who may call whom: every import of the product that points the wrong way, and every file that forgets its fence. */
export function brokenArrows(root: string): string[] {
  const modules = filesOf(root, folders, /\.(ts|tsx|mjs|js)$/).map(readModule);
  return modules.flatMap(judge);
}

function judge(module: Module): string[] {
  return arrowRules.flatMap((rule) => rule(module).map((complaint) => `${module.path}: ${complaint}`));
}

await report(import.meta, brokenArrows);
