import { expect, test } from "vitest";
import { pairIn, portIn, refuseInProduction, refuseLiveKeys, required } from "./settings";

test("a stand-in for money does not start in production unless it is told to", () => {
  const start = (settings: Record<string, string>) =>
    refuseInProduction("The sandbox", "SANDBOX_IN_PRODUCTION", settings);
  expect(() => start({ NODE_ENV: "production" })).toThrow("unless SANDBOX_IN_PRODUCTION is 1");
  expect(() => start({ NODE_ENV: "production", SANDBOX_IN_PRODUCTION: "1" })).not.toThrow();
  expect(() => start({ NODE_ENV: "test" })).not.toThrow();
});

test("a live key in sight of a stand-in is refused, wherever it stands", () => {
  for (const key of ["sk_live_x", "rk_live_x", "pk_live_x"])
    expect(() => refuseLiveKeys("the sandbox", { PATH: "/bin", SHOP_KEY: key })).toThrow("SHOP_KEY is a live key");
  expect(() => refuseLiveKeys("the sandbox", { STRIPE_SECRET_KEY: "sk_test_x" })).not.toThrow();
});

test("a setting that is missing or no port is named", () => {
  expect(() => required("THE_DATABASE", "the database", {})).toThrow("Name the database in THE_DATABASE.");
  expect(() => portIn("THE_PORT", 0, { THE_PORT: "web" })).toThrow("THE_PORT must be a port number");
  expect(portIn("THE_PORT", 12_111, {})).toBe(12_111);
  expect(() => pairIn("A", "B", { A: "1" })).toThrow("Set both A and B, or neither.");
});
