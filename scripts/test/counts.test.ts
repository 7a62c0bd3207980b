import { describe, expect, test } from "vitest";
import { countPlaywright } from "./playwright.mjs";
import { countVitest } from "./vitest.mjs";

const vitestReport = (numPassedTests: number, numFailedTests: number, testResults: object[] = []) => ({
  numPassedTests,
  numFailedTests,
  testResults,
});
const playwrightReport = (expected: number, unexpected: number, flaky = 0, errors: object[] = []) => ({
  stats: { expected, unexpected, flaky },
  errors,
});

describe("a suite that breaks down is never counted as passed", () => {
  test("when it leaves no report", () => {
    expect(countVitest(null, "SIGKILL").failed).toBe(1);
    expect(countPlaywright(null, 1).failed).toBe(1);
  });

  test("when a file cannot be loaded", () => {
    const unloaded = { status: "failed", assertionResults: [] };
    expect(countVitest(vitestReport(7, 0, [unloaded]), 1)).toMatchObject({ passed: 7, failed: 1 });
  });

  test("when every test passed and the program still ended badly", () => {
    expect(countVitest(vitestReport(7, 0), 1)).toMatchObject({ passed: 7, failed: 1 });
    expect(countPlaywright(playwrightReport(7, 0), 1)).toMatchObject({ passed: 7, failed: 1 });
  });

  test("when it holds no test at all", () => {
    expect(countVitest(vitestReport(0, 0), 0).failed).toBe(1);
    expect(countPlaywright(playwrightReport(0, 0), 0).failed).toBe(1);
  });

  test("when a browser test passes only sometimes", () => {
    expect(countPlaywright(playwrightReport(7, 1, 2, [{}]), 1)).toMatchObject({ passed: 7, failed: 4 });
  });
});

test("a suite that went well counts its tests", () => {
  const loaded = { status: "passed", assertionResults: [{ status: "passed" }] };
  expect(countVitest(vitestReport(7, 0, [loaded]), 0)).toEqual({ passed: 7, failed: 0 });
  expect(countPlaywright(playwrightReport(7, 0), 0)).toEqual({ passed: 7, failed: 0 });
});
