import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { paymentMethods } from "@/db/schema/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { ofCard } from "./follow-cards";

/** The card that is offered first from now on. */
export function setDefaultCard(ctx: Context, id: string): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const cards = await tx
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), isNull(paymentMethods.removedAt)))
      .orderBy(paymentMethods.id)
      .for("no key update");
    const chosen = cards.find((card) => card.id === id);
    if (!chosen) throw new AppError("not_found", "unknown_card");
    if (chosen.isDefault) return;
    const before = cards.find(({ isDefault }) => isDefault);
    if (before) await tx.update(paymentMethods).set({ isDefault: false }).where(ofCard(ctx, before.id));
    await tx.update(paymentMethods).set({ isDefault: true }).where(ofCard(ctx, id));
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "card.default",
        target: id,
        before: before ? { card: before.id } : null,
        after: { card: id, name: `${chosen.brand} ${chosen.lastFour}` },
      },
    );
  });
}
