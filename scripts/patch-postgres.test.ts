import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { patchPostgres } from "./patch-postgres.mjs";

let root: string;
const builds = ["src", "cjs/src", "cf/src"];
const fileOf = (build: string, base = root) => join(base, "node_modules/postgres", build, "connection.js");

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "saldo-driver-"));
  for (const build of builds) {
    mkdirSync(join(root, "node_modules/postgres", build), { recursive: true });
    cpSync(fileOf(build, process.cwd()), fileOf(build));
  }
});

afterEach(() => rmSync(root, { recursive: true }));

test("the installed driver is guarded, in all of its builds", () => {
  for (const build of builds) expect(readFileSync(fileOf(build), "utf8")).toContain("if (!socket) {");
});

test("guarding it again changes nothing", () => {
  const before = builds.map((build) => readFileSync(fileOf(build), "utf8"));
  expect(patchPostgres(root)).toBe(0);
  expect(builds.map((build) => readFileSync(fileOf(build), "utf8"))).toEqual(before);
});

test("a driver the guard was not written for is refused, not used unguarded", () => {
  writeFileSync(fileOf("src"), "export default function Connection() {}\n");
  expect(() => patchPostgres(root)).toThrow("is not the version its guard was written for");
});
