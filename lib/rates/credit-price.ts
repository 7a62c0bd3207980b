import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { lots } from "@/db/schema/ledger";
import type { Consumption } from "@/lib/consumption/consumption";
import type { Context } from "@/lib/context";
import { type Decimal, scaledToDecimal } from "@/lib/decimal";
import { minorDigits } from "@/lib/money";

/** What a workspace's credits cost it: so much money for so many credits. */
export type CreditPrice = {
  /** Those that were used lately, as the overview counts them; where none were, those that are there. */
  basis: "used" | "left";
  costMinor: bigint;
  amountMicro: bigint;
};

/** Null where no credits have been paid for. */
export async function readCreditPrice(ctx: Context, lately: Consumption): Promise<CreditPrice | null> {
  const { costMinor, total } = lately;
  if (costMinor > 0n && total.amountMicro > 0n) return { basis: "used", costMinor, amountMicro: total.amountMicro };
  const [left] = await inWorkspace(ctx, (tx) =>
    tx
      .select({
        costMinor:
          sql`coalesce(sum(round(${lots.costMinor}::numeric * ${lots.remainingMicro} / ${lots.grantedMicro})), 0)`.mapWith(
            BigInt,
          ),
        amountMicro: sql`coalesce(sum(${lots.remainingMicro}), 0)`.mapWith(BigInt),
      })
      .from(lots)
      .where(and(eq(lots.workspaceId, ctx.workspaceId), eq(lots.isOpen, true), gt(lots.costMinor, 0n))),
  );
  return left && left.costMinor > 0n ? { basis: "left", ...left } : null;
}

const finer = 4;

/** So many credits in money, rounded once, to four digits more than the currency has: a rate is a small amount. */
export function worthOf(micro: bigint, { costMinor, amountMicro }: CreditPrice, currency: string): Decimal {
  const scaled = costMinor * micro * 10n ** BigInt(finer);
  return scaledToDecimal((2n * scaled + amountMicro) / (2n * amountMicro), minorDigits(currency) + finer);
}

/** The same as an amount of the currency. */
export function moneyOf(micro: bigint, { costMinor, amountMicro }: CreditPrice): bigint {
  return (2n * costMinor * micro + amountMicro) / (2n * amountMicro);
}
