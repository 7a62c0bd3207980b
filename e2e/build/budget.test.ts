import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildFolder, readBuild } from "./manifests";

type RouteStats = { route: string; firstLoadChunkPaths: string[] };

const budgetBytes = 205_000;
const withTableBytes = 215_000;
/** Routes whose lists are drawn by the table library. */
const withTable = new Set([
  "/w/[workspace]/api-keys",
  "/w/[workspace]/team",
  "/w/[workspace]/overview",
  "/w/[workspace]/settings/security",
]);

const sizes = new Map<string, number>();

function gzippedBytes(chunk: string): number {
  const known = sizes.get(chunk);
  if (known !== undefined) return known;
  const bytes = gzipSync(readFileSync(join(buildFolder, "..", chunk)), { level: 9 }).length;
  sizes.set(chunk, bytes);
  return bytes;
}

describe("JavaScript on first load", () => {
  const stats = readBuild<RouteStats[]>("diagnostics/route-bundle-stats.json");

  it("is known for every route", () => {
    expect(stats.length).toBeGreaterThan(10);
  });

  it.each(stats)("of $route keeps to its budget", ({ route, firstLoadChunkPaths }) => {
    const total = firstLoadChunkPaths
      .filter((path) => path.endsWith(".js"))
      .reduce((sum, path) => sum + gzippedBytes(path), 0);
    expect(total).toBeLessThanOrEqual(withTable.has(route) ? withTableBytes : budgetBytes);
  });
});
