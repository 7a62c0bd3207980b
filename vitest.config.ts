import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: here("./") },
      { find: /^server-only$/, replacement: here("./scripts/server-only.ts") },
    ],
  },
  test: {
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,components,db,lib,sandbox,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "node_modules/**"],
          setupFiles: ["./scripts/test/fail-on-console-error.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{app,db,lib,sandbox,scripts}/**/*.db.test.ts"],
          globalSetup: ["./db/test/server.ts"],
          setupFiles: ["./scripts/test/fail-on-console-error.ts", "./db/test/own-database.ts"],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "build",
          include: ["e2e/build/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "start",
          include: ["e2e/start/*.test.mjs"],
          setupFiles: ["./scripts/test/keep-the-contract.mjs"],
          fileParallelism: false,
          // A first start writes the demo: twenty seconds by itself, three times as many on a machine that is at other work.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
