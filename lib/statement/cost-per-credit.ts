import { microPerCredit } from "@/lib/credits";
import { type Decimal, scaledToDecimal } from "@/lib/decimal";
import { minorDigits } from "@/lib/money";

const finer = 4;

/** What one credit of a lot had cost, to four digits more than the currency has. */
export function costPerCredit(
  { costMinor, grantedMicro }: { costMinor: bigint; grantedMicro: bigint },
  currency: string,
): Decimal {
  const scaled = costMinor * 10n ** BigInt(finer) * microPerCredit;
  return scaledToDecimal((scaled * 2n + grantedMicro) / (grantedMicro * 2n), minorDigits(currency) + finer);
}
