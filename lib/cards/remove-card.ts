import "server-only";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { externalIdOf } from "@/lib/payments/find-ref";
import { stripeAccount } from "@/lib/stripe/client";
import { detachCard, listKeptCards } from "@/lib/stripe/kept-cards";
import { listCards } from "./data";
import { chooseDefault, followCards, lockCards, markRemoved } from "./follow-cards";

/**
 * Takes a card away here and at the provider, under every name it has there. One that a recurring purchase is charged to
 * stays until that purchase has another.
 */
export async function removeCard(ctx: Context, id: string): Promise<void> {
  const card = (await listCards(ctx)).find((one) => one.id === id);
  if (!card) throw new AppError("not_found", "unknown_card");
  if (card.recurring > 0) throw new AppError("conflict", "card_in_use", { values: { count: card.recurring } });
  const at = await stripeAccount();
  const customer = await externalIdOf(ctx, "customer", ctx.workspaceId, at);
  if (!customer) throw new AppError("not_found", "unknown_card");
  const names = await followCards(ctx);
  for (const { id: name } of await listKeptCards(customer)) if (names.get(name) === id) await detachCard(name);
  await inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    await lockCards(tx, at, customer);
    await markRemoved(inner, id);
    await chooseDefault(inner);
  });
}
