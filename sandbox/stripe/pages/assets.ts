import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../shared/http/answer";
import { stylesheet } from "../../shared/pages/sheet";

const own = ["checkout.css", "console.css"].map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));

export function looks(): Answer {
  return stylesheet(...own);
}
