import { invariant } from "@/lib/errors";
import { largestRemainder } from "@/lib/money";
import type { Purchase } from "@/lib/purchases/lock-purchase";

type Part = Pick<
  Purchase,
  | "creditsMicro"
  | "listMinor"
  | "volumeDiscountMinor"
  | "rhythmDiscountMinor"
  | "netMinor"
  | "taxMinor"
  | "totalMinor"
  | "taxes"
>;

/** What another sum buys at a purchase's own price: its lines in proportion, to the last coin of the sum. */
export function partOfPurchase(purchase: Purchase, amountMinor: bigint): Part {
  const { netMinor, taxMinor, totalMinor, taxes } = purchase;
  const [net, ...parts] = largestRemainder(amountMinor, [netMinor, ...taxes.map((line) => BigInt(line.amountMinor))]);
  invariant(net !== undefined, "a share for every weight");
  const discountOf = (minor: bigint) => (minor * amountMinor) / totalMinor;
  const volumeDiscountMinor = discountOf(purchase.volumeDiscountMinor);
  const rhythmDiscountMinor = discountOf(purchase.rhythmDiscountMinor);
  const whole = purchase.listMinor - purchase.volumeDiscountMinor - purchase.rhythmDiscountMinor;
  const isTaxInside = taxMinor > 0n && whole === totalMinor;
  return {
    creditsMicro: (purchase.creditsMicro * amountMinor) / totalMinor,
    volumeDiscountMinor,
    rhythmDiscountMinor,
    listMinor: (isTaxInside ? amountMinor : net) + volumeDiscountMinor + rhythmDiscountMinor,
    netMinor: net,
    taxMinor: amountMinor - net,
    totalMinor: amountMinor,
    taxes: taxes.map((line, at) => ({ ...line, amountMinor: String(parts[at] ?? 0n) })),
  };
}
