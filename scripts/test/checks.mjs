import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../supervisor/paths.mjs";
import { typescript, typescriptEnvironment } from "../supervisor/typescript.mjs";
import { runNode } from "./programs.mjs";
import { vitest } from "./vitest.mjs";

const installed = (path) => join(root, "node_modules", path);

/** Everything that needs neither a database nor a browser. Each answers `{ passed, failed, output }`. */
export function everyCheck() {
  return [
    { name: "unit tests", run: () => vitest("unit", { quiet: true }) },
    { name: "types", run: types },
    {
      name: "format and lint",
      run: () => verdict([installed("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]),
    },
    { name: "unused code", run: () => verdict([installed("knip/bin/knip.js")]) },
    ...ownChecks(),
  ];
}

/** Next first writes the types of the routes, which the compiler needs and a fresh checkout lacks. */
async function types() {
  const routes = await verdict([installed("next/dist/bin/next"), "typegen"]);
  return routes.failed ? routes : verdict([installed("typescript/bin/tsc"), "--noEmit", "--project", "."]);
}

function ownChecks() {
  const files = readdirSync(join(root, "scripts/checks")).filter(
    (name) => /\.(mjs|ts)$/.test(name) && !name.includes(".test."),
  );
  return files.map((name) => {
    const file = `scripts/checks/${name}`;
    const args = name.endsWith(".ts") ? typescript(file) : [join(root, file)];
    return { name: name.replace(/\.\w+$/, "").replaceAll("-", " "), run: () => verdict(args) };
  });
}

async function verdict(args) {
  const env = { ...process.env, ...typescriptEnvironment, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runNode(args, { quiet: true, env });
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}
