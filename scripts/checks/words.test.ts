import { expect, test } from "vitest";
import { projectWith } from "./tree/temporary";
import { badWords } from "./words";

test("clean files are left alone", () => {
  const root = projectWith({
    "lib/a.ts":
      'export const page = "/w/kianda/overview";\nexport const todo = 1;\ntry { a(); } catch (error) { throw error; }',
    "lib/a.test.ts": 'test("x", () => {});\nawait page.waitForURL("/usage");',
    "README.md": "Copy `.data/` and see https://www.postgresql.org.",
    ".npmrc": "engine-strict=true",
    "node_modules/a/index.js": "// TODO",
    ".next/x.js": "// FIXME",
  });
  expect(badWords(root)).toEqual([]);
});

test.each([
  ["a path of somebody's machine", "docs/a.md", "See /home/ana/saldo/lib for more."],
  ["a temporary folder by name", "scripts/a.mjs", 'const place = "/tmp/saldo";'],
  ["a registry", ".npmrc", "registry=https://registry.example.com/"],
  ["unfinished work", "lib/a.ts", "// TODO: later"],
  ["unfinished work in a style sheet", "app/globals.css", "/* FIXME */"],
  ["a silenced compiler", "lib/a.ts", "// @ts-expect-error later\nconst a = 1;"],
  ["a silenced linter", "lib/a.ts", "// biome-ignore lint: later\nconst a = 1;"],
  ["a forced type", "lib/a.ts", "const a = b as unknown as string;"],
  ["a test left out", "lib/a.test.ts", 'test.skip("x", () => {});'],
  ["a test alone", "e2e/a.spec.ts", 'describe.only("x", () => {});'],
  ["a dropped error", "lib/a.ts", "try { a(); } catch {}"],
  ["a dropped error with an excuse", "scripts/a.mjs", "try { a(); } catch (error) { /* never mind */ }"],
  ["a test that sleeps", "e2e/a.spec.ts", "await page.waitForTimeout(500);"],
])("%s is seen", (_name, path, text) => {
  expect(badWords(projectWith({ [path]: text })).join("\n")).toContain(`${path}:1: `);
});
