import { expect, test } from "vitest";
import { databaseIn, portIn, refuseInProduction, refuseLiveKeys, required, targetIn } from "./settings.mjs";

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

test("a setting that is missing, no port or no address is named", () => {
  expect(() => required("THE_DATABASE", "the database", {})).toThrow("Name the database in THE_DATABASE.");
  expect(() => portIn("THE_PORT", { THE_PORT: "web" })).toThrow("THE_PORT must be a port number");
  expect(portIn("THE_PORT", {})).toBe(0);
  expect(() => databaseIn("THE_DATABASE", { THE_DATABASE: "localhost:5432" })).toThrow("like postgres://");
  expect(() => targetIn("A", "B", { A: "http://localhost/" })).toThrow("Set both A and B, or neither.");
  expect(() => targetIn("A", "B", { A: "nonsense", B: "1" })).toThrow("A must be an address like http://");
  expect(targetIn("A", "B", {})).toBeUndefined();
});
