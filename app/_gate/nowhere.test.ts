import { expect, test } from "vitest";
import { leadsNowhere } from "./nowhere";

test.each([
  ["/w/kianda/overview", "viewer"],
  ["/w/kianda", "viewer"],
  ["/w/kianda/settings/account", "viewer"],
  ["/w/kianda/settings/company", "finance"],
] as const)("%s is somewhere for %s", (path, role) => {
  expect(leadsNowhere(path, role)).toBe(false);
});

test.each([
  ["/w/kianda/nope", "owner"],
  ["/w/kianda/settings/nope", "owner"],
  ["/w/kianda/overview/deeper", "owner"],
  ["/w/kianda/settings/company", "viewer"],
] as const)("%s is nowhere for %s", (path, role) => {
  expect(leadsNowhere(path, role)).toBe(true);
});
