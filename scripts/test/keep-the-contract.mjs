import { afterAll, expect } from "vitest";
import { contractViolations } from "./saldo-process.mjs";

// Whatever a test looks at, nothing its runs sent may be against Stripe's contract. It stands first, so it is asked last.
afterAll(() => {
  expect(contractViolations()).toEqual([]);
});
