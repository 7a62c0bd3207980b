import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const buildFolder = join(import.meta.dirname, "../../.next");

export function readBuild<T>(file: string): T {
  const path = join(buildFolder, file);
  if (!existsSync(path)) throw new Error(`${path} is not there: run npm run build first.`);
  return JSON.parse(readFileSync(path, "utf8"));
}
