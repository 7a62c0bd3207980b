import { expect, test } from "vitest";
import type { Purchase } from "@/lib/purchases/lock-purchase";
import { partOfPurchase } from "./part-of-purchase";

const purchase = {
  creditsMicro: 10_000_000_000n,
  listMinor: 8_000_000n,
  volumeDiscountMinor: 400_000n,
  rhythmDiscountMinor: 0n,
  netMinor: 7_600_000n,
  taxMinor: 1_064_000n,
  totalMinor: 8_664_000n,
  taxes: [{ name: "IVA", rateBps: 1_400, amountMinor: "1064000" }],
} as Purchase;

test.each([1n, 77n, 4_332_000n, 8_663_999n, 8_664_000n, 9_999_999n])(
  "%s buys in proportion, and its lines sum to it to the last coin",
  (amount) => {
    const part = partOfPurchase(purchase, amount);
    expect(part.netMinor + part.taxMinor).toBe(amount);
    expect(part.taxes.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n)).toBe(part.taxMinor);
    expect(part.listMinor - part.volumeDiscountMinor - part.rhythmDiscountMinor).toBe(part.netMinor);
    expect(part.creditsMicro).toBe((10_000_000_000n * amount) / 8_664_000n);
  },
);

test("the whole sum buys the purchase itself", () => {
  expect(partOfPurchase(purchase, 8_664_000n)).toEqual({ ...purchase });
});
