import { join } from "node:path";
import { root } from "./paths.mjs";

/** How Node runs one of our TypeScript files: `server-only` and the path alias are resolved as tsconfig.node.json says. */
export function typescript(file, ...args) {
  return [
    "--import",
    new URL(`file://${join(root, "node_modules/tsx/dist/esm/index.mjs")}`).href,
    join(root, file),
    ...args,
  ];
}

export const typescriptEnvironment = { TSX_TSCONFIG_PATH: join(root, "tsconfig.node.json") };
