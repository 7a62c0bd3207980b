import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builds, patchPostgres, repairs } from "./patch-postgres.mjs";

let root: string;
const files = builds.flatMap((build) => ["connection.js", "index.js"].map((file) => join(build, file)));
const pathOf = (file: string, base = root) => join(base, "node_modules/postgres", file);
const sources = () => files.map((file) => readFileSync(pathOf(file), "utf8"));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "saldo-driver-"));
  for (const build of builds) mkdirSync(pathOf(build), { recursive: true });
  for (const file of files) cpSync(pathOf(file, process.cwd()), pathOf(file));
});

afterEach(() => rmSync(root, { recursive: true }));

test("the installed driver is repaired, in all of its builds, and repairing it again changes nothing", () => {
  const before = sources();
  expect(patchPostgres(root)).toBe(0);
  expect(sources()).toEqual(before);
});

test("a driver as it is published gets every repair", () => {
  const repaired = sources();
  for (const file of files) writeFileSync(pathOf(file), asPublished(readFileSync(pathOf(file), "utf8")));
  expect(patchPostgres(root)).toBe(files.length);
  expect(sources()).toEqual(repaired);
});

test("a driver the repairs were not written for is refused, not used without them", () => {
  writeFileSync(pathOf("src/index.js"), "export default function Postgres() {}\n");
  expect(() => patchPostgres(root)).toThrow("is not the version its guard was written for");
});

function asPublished(source: string): string {
  return repairs.reduce((text, { original, repaired }) => text.replace(repaired, () => original), source);
}
