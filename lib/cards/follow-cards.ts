import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { paymentMethods, providerRefs } from "@/db/schema/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { externalIdOf, keepRefs } from "@/lib/payments/find-ref";
import type { ProviderAccount } from "@/lib/payments/provider";
import { stripeAccount } from "@/lib/stripe/client";
import { type KeptCard, listKeptCards } from "@/lib/stripe/kept-cards";

/** The provider's names of cards, and which card of ours each one is. */
export type CardNames = ReadonlyMap<string, string>;

/**
 * Makes our cards the ones the workspace has at its provider now: whatever was announced, in any order, is only the reason to
 * ask. One card added twice has two names there and is one here.
 */
export async function followCards(ctx: Context): Promise<CardNames> {
  const at = await stripeAccount();
  const customer = await externalIdOf(ctx, "customer", ctx.workspaceId, at);
  if (!customer) return new Map();
  const known = await inWorkspace(ctx, (tx) => namesOf(tx, ctx, at));
  const found = await listKeptCards(customer);
  return inWorkspace(ctx, async (tx) => {
    const inner = { ...ctx, db: tx };
    await lockCards(tx, at, customer);
    for (const card of found) await keep(inner, at, card);
    const names = await namesOf(tx, ctx, at);
    await removeGone(inner, { known, names, found });
    await chooseDefault(inner);
    return names;
  });
}

/** Whoever changes which cards there are waits for whoever does: two who see the same new card make it once. */
export async function lockCards(tx: Db, { account, livemode }: ProviderAccount, customer: string): Promise<void> {
  await tx
    .select()
    .from(providerRefs)
    .where(
      and(
        eq(providerRefs.provider, "stripe"),
        eq(providerRefs.account, account),
        eq(providerRefs.livemode, livemode),
        eq(providerRefs.externalId, customer),
      ),
    )
    .for("no key update");
}

async function namesOf(tx: Db, { workspaceId }: Context, { account, livemode }: ProviderAccount): Promise<CardNames> {
  const rows = await tx
    .select({ externalId: providerRefs.externalId, ourId: providerRefs.ourId })
    .from(providerRefs)
    .where(
      and(
        eq(providerRefs.workspaceId, workspaceId),
        eq(providerRefs.kind, "payment_method"),
        eq(providerRefs.account, account),
        eq(providerRefs.livemode, livemode),
      ),
    );
  return new Map(rows.map(({ externalId, ourId }) => [externalId, ourId]));
}

async function keep(ctx: Context, at: ProviderAccount, card: KeptCard): Promise<void> {
  const { id: name, fingerprint, brand, lastFour, expiresMonth, expiresYear, country } = card;
  const tx = ctx.db;
  const told = { brand, lastFour, expiresMonth, expiresYear, country };
  const names = await namesOf(tx, ctx, at);
  const ours = names.get(name);
  if (ours) {
    // What was removed can never be attached again: whoever still sees it has looked too early.
    await tx
      .update(paymentMethods)
      .set(told)
      .where(and(ofCard(ctx, ours), isNull(paymentMethods.removedAt)));
    return;
  }
  const [same] = await tx
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.workspaceId, ctx.workspaceId),
        eq(paymentMethods.fingerprint, fingerprint),
        isNull(paymentMethods.removedAt),
      ),
    );
  const id = same?.id ?? newId("pm", ctx.now.getTime());
  if (same) await tx.update(paymentMethods).set(told).where(ofCard(ctx, id));
  else {
    const row = { workspaceId: ctx.workspaceId, id, fingerprint, createdAt: ctx.now, ...told };
    await tx.insert(paymentMethods).values(row);
    await recordAudit(ctx, { action: "card.add", target: id, after: { name: `${brand} ${lastFour}` } });
  }
  await keepRefs(ctx, "stripe", at, [{ externalId: name, kind: "payment_method", ourId: id }]);
}

/** A card goes when none of its names is there any more. One that got a name meanwhile was not looked at yet, and stays. */
async function removeGone(
  ctx: Context,
  { known, names, found }: { known: CardNames; names: CardNames; found: readonly KeptCard[] },
): Promise<void> {
  const there = new Set(found.map(({ id }) => names.get(id)));
  const unseen = new Set([...names].filter(([name]) => !known.has(name)).map(([, card]) => card));
  const gone = [...new Set(names.values())].filter((card) => !there.has(card) && !unseen.has(card));
  for (const card of gone) await markRemoved(ctx, card);
}

export async function markRemoved(ctx: Context, card: string): Promise<void> {
  const [removed] = await ctx.db
    .update(paymentMethods)
    .set({ removedAt: ctx.now, isDefault: false })
    .where(and(ofCard(ctx, card), isNull(paymentMethods.removedAt)))
    .returning();
  if (!removed) return;
  const { brand, lastFour } = removed;
  await recordAudit(ctx, { action: "card.remove", target: card, before: { name: `${brand} ${lastFour}` } });
}

/** While there is a card there is a default one: the newest, until a person says another. */
export async function chooseDefault(ctx: Context): Promise<void> {
  const cards = await ctx.db
    .select({ id: paymentMethods.id, isDefault: paymentMethods.isDefault, createdAt: paymentMethods.createdAt })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), isNull(paymentMethods.removedAt)));
  if (cards.some(({ isDefault }) => isDefault)) return;
  const newest = cards
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .at(-1);
  if (newest)
    await ctx.db
      .update(paymentMethods)
      .set({ isDefault: true })
      .where(and(ofCard(ctx, newest.id), inArray(paymentMethods.isDefault, [false])));
}

export const ofCard = ({ workspaceId }: Context, id: string) =>
  and(eq(paymentMethods.workspaceId, workspaceId), eq(paymentMethods.id, id));
