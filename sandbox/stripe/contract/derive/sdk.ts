import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript-6";

const require = createRequire(import.meta.url);

/** Where the installed SDK lies, and which one it is. */
export function installedSdk(): { folder: string; version: string } {
  const folder = dirname(dirname(require.resolve("stripe")));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { folder, version };
}

/** The SDK's declarations of its resources, read by the compiler. */
export function readSdk(folder: string): { program: ts.Program; files: string[] } {
  const files = declarationsBelow(join(folder, "cjs/resources"));
  const program = ts.createProgram([join(folder, "cjs/stripe.cjs.node.d.ts"), ...files], {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
  });
  return { program, files };
}

function declarationsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => join(folder, file))
    .sort();
}
