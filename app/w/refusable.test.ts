import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

it("every page of a workspace draws its own refusal, so that it can be read without a script", () => {
  const pages = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(^|\/)page\.tsx$/.test(path),
  );
  expect(pages.length).toBeGreaterThan(5);
  const bare = pages.filter((page) => {
    const source = readFileSync(join(import.meta.dirname, page), "utf8");
    return !/^export default refusable\(/m.test(source);
  });
  expect(bare).toEqual([]);
});
