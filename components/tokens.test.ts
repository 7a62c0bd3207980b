import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");

function tokensOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`\n${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? "";
  const pairs = [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)];
  return Object.fromEntries(pairs.map((pair) => [pair[1], pair[2]]));
}

function luminance(hex: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string) {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const sheets = ["canvas", "surface", "sunken", "raised"];
const states = ["ok", "warn", "danger", "info"];

const textPairs: [string, string][] = [
  ...sheets.flatMap((sheet): [string, string][] =>
    ["ink", "ink-2", "ink-3", "accent", ...states].map((text) => [text, sheet]),
  ),
  ...states.flatMap((state): [string, string][] => [state, "ink", "ink-2"].map((text) => [text, `${state}-soft`])),
  ...["ink", "ink-2", "accent-on-soft"].map((text): [string, string] => [text, "accent-soft"]),
  ...["primary", "primary-hover", "danger-solid", "danger", "accent"].map((fill): [string, string] => [
    "primary-fg",
    fill,
  ]),
];

const graphics = [
  "line-2",
  "mark",
  "danger",
  "danger-solid",
  "focus",
  "accent",
  "c1",
  "c2",
  "c3",
  "c4",
  "c5",
  "c6",
  "c7",
];
const graphicPairs: [string, string][] = [
  ...["canvas", "surface"].flatMap((sheet): [string, string][] => graphics.map((graphic) => [graphic, sheet])),
  ...["line-2", "focus", "accent"].flatMap((control): [string, string][] =>
    ["sunken", "raised"].map((sheet) => [control, sheet]),
  ),
  ["c1", "sunken"],
  ["mark", "sunken"],
  ["danger", "sunken"],
  ["accent", "accent-soft"],
  ["focus", "accent-soft"],
];

describe.each([
  ["light", tokensOf(":root")],
  ["dark", tokensOf('[data-theme="dark"]')],
])("the %s theme", (_name, tokens) => {
  const color = (token: string) => {
    const value = tokens[token];
    if (!value) throw new Error(`there is no token --${token}`);
    return value;
  };

  test.each(textPairs)("reads %s on %s at 4.5 to 1 or better", (text, sheet) => {
    expect(contrast(color(text), color(sheet))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphicPairs)("shows %s on %s at 3 to 1 or better", (graphic, sheet) => {
    expect(contrast(color(graphic), color(sheet))).toBeGreaterThanOrEqual(3);
  });

  test("reads body text at 7 to 1 or better", () => {
    expect(contrast(color("ink"), color("canvas"))).toBeGreaterThanOrEqual(7);
    expect(contrast(color("ink-2"), color("canvas"))).toBeGreaterThanOrEqual(7);
  });
});

test("both themes hold the same tokens", () => {
  expect(Object.keys(tokensOf('[data-theme="dark"]')).sort()).toEqual(Object.keys(tokensOf(":root")).sort());
});

test("no stock colour of Tailwind survives", () => {
  expect(css).toContain("--color-*: initial;");
});
