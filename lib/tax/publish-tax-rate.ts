import "server-only";
import { and, desc, eq, lte } from "drizzle-orm";
import { inOperation } from "@/db";
import { sellers, taxRates } from "@/db/schema/catalogue";
import { recordOperation } from "@/lib/audit/record-operation";
import { startOf } from "@/lib/catalogue/start-of";
import { actorText, type OperatorContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { NewTaxRate } from "./schema";

/** The tax of a country from a moment on, as one seller charges it; what was invoiced before stays as it is. */
export function publishTaxRate(ctx: OperatorContext, wished: NewTaxRate): Promise<{ startsAt: Date }> {
  return inOperation(ctx, async (tx) => {
    const { sellerId, country, name, rateBps, inclusive } = wished;
    const startsAt = startOf(ctx, wished.startsAt);
    if ((await tx.$count(sellers, eq(sellers.id, sellerId))) === 0) throw new AppError("not_found");
    const [before] = await tx
      .select({ name: taxRates.name, rateBps: taxRates.rateBps, inclusive: taxRates.inclusive })
      .from(taxRates)
      .where(and(eq(taxRates.sellerId, sellerId), eq(taxRates.country, country), lte(taxRates.startsAt, startsAt)))
      .orderBy(desc(taxRates.startsAt))
      .limit(1);
    const rate = { name, rateBps, inclusive };
    const made = await tx
      .insert(taxRates)
      .values({ sellerId, country, startsAt, ...rate, createdBy: actorText(ctx.actor), createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ country: taxRates.country });
    if (made.length === 0) throw new AppError("conflict", "starts_then_already", { field: "startsAt" });
    const after = { country, startsAt: startsAt.toISOString(), ...rate };
    await recordOperation(
      { ...ctx, db: tx },
      { action: "tax.publish", target: sellerId, before: before ?? null, after },
    );
    return { startsAt };
  });
}
