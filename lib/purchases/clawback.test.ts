import fc from "fast-check";
import { expect, test } from "vitest";
import { reversedFor } from "./clawback";

test("three refunds of a third end at exactly everything", () => {
  const credits = 10_000_000_000n;
  const steps = [33_33n, 66_66n, 100_00n].map((returned) => reversedFor(credits, returned, 100_00n));
  expect(steps.at(-1)).toBe(credits);
});

test("whatever is paid back in whatever parts, each part takes something sensible and all of them take everything", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 }),
      (credits, parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        let returned = 0n;
        let reversed = 0n;
        for (const part of parts) {
          returned += part;
          const target = reversedFor(credits, returned, total);
          expect(target >= reversed && target <= credits).toBe(true);
          reversed = target;
        }
        expect(reversed).toBe(credits);
      },
    ),
  );
});
