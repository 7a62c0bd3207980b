import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { navGroups, navigation, tabs } from "./navigation";

const pageFile = (page: string) => new URL(`../../app/w/[workspace]/${page}/page.tsx`, import.meta.url);

test.each(navigation.map((entry) => entry.id))("the navigation leads to %s, a page that exists", (id) => {
  expect(existsSync(pageFile(id))).toBe(true);
});

test("the phone's last tab exists", () => {
  expect(existsSync(pageFile("more"))).toBe(true);
});

test("a phone has at most four pages beside More, all of them in the navigation", () => {
  expect(tabs.length).toBeLessThanOrEqual(4);
  expect(navigation).toEqual(expect.arrayContaining([...tabs]));
});

test("no two pages share a key, and G stays free for going", () => {
  const keys = navigation.map((entry) => entry.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain("g");
});

test("pages of one group stand together, in the order of the groups", () => {
  const order = navigation.map((entry) => navGroups.indexOf(entry.group));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});
