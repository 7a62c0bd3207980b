import "server-only";
import { and, asc, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { type Db, inOperation } from "@/db";
import { offers, sellerCurrencies, sellers, taxRates } from "@/db/schema/catalogue";
import { users } from "@/db/schema/identity";
import { recurringPurchases } from "@/db/schema/payments";
import { rateCards, rates } from "@/db/schema/rates";
import { workspaces } from "@/db/schema/workspaces";
import type { OperatorContext, UserId } from "@/lib/context";

/** Who made it: a name, or null for what the installation began with. */
type Made = { madeBy: string | null; createdAt: Date };
export type Dated = Made & { startsAt: Date; status: "in_force" | "scheduled" | "past" };
export type OfferVersion = Dated & typeof offers.$inferSelect;

/** Every version of the catalogue ('') or of agreements, newest first. */
export function listOffers(ctx: OperatorContext, kind: "catalogue" | "agreements"): Promise<OfferVersion[]> {
  return inOperation(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(offers)
      .where(kind === "catalogue" ? eq(offers.workspaceId, "") : ne(offers.workspaceId, ""))
      .orderBy(asc(offers.currency), desc(offers.startsAt));
    return dated(tx, ctx, rows, ({ workspaceId, currency }) => `${workspaceId} ${currency}`);
  });
}

export function listCards(ctx: OperatorContext) {
  return inOperation(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: rateCards.id,
        name: rateCards.name,
        startsAt: rateCards.startsAt,
        createdBy: rateCards.createdBy,
        createdAt: rateCards.createdAt,
        lines: sql<number>`(select count(*)::int from ${rates} where ${rates.workspaceId} = ${rateCards.workspaceId} and ${rates.cardId} = ${rateCards.id})`,
      })
      .from(rateCards)
      .where(eq(rateCards.workspaceId, ""))
      .orderBy(desc(rateCards.startsAt));
    return dated(tx, ctx, rows, () => "");
  });
}

export function readCard(ctx: OperatorContext, id: string) {
  return inOperation(ctx, (tx) =>
    tx
      .select()
      .from(rates)
      .where(and(eq(rates.workspaceId, ""), eq(rates.cardId, id)))
      .orderBy(asc(rates.id)),
  );
}

export function listSellers(ctx: OperatorContext) {
  return inOperation(ctx, async (tx) => {
    const sold = await tx.select().from(sellerCurrencies).orderBy(asc(sellerCurrencies.currency));
    const rows = await tx.select().from(sellers).orderBy(asc(sellers.legalName), asc(sellers.id));
    return rows.map((seller) => ({
      ...seller,
      currencies: sold.filter(({ sellerId }) => sellerId === seller.id).map(({ currency }) => currency),
    }));
  });
}

export function listTaxRates(ctx: OperatorContext) {
  return inOperation(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(taxRates)
      .orderBy(asc(taxRates.sellerId), asc(taxRates.country), desc(taxRates.startsAt));
    return dated(tx, ctx, rows, ({ sellerId, country }) => `${sellerId} ${country}`);
  });
}

/** Workspaces whose next recurring purchase would cost otherwise. */
export function listTouched(ctx: OperatorContext, { owner, currency }: { owner: string; currency: string }) {
  return inOperation(ctx, (tx) =>
    tx
      .selectDistinct({ id: workspaces.id, name: workspaces.name })
      .from(recurringPurchases)
      .innerJoin(workspaces, eq(workspaces.id, recurringPurchases.workspaceId))
      .where(
        and(
          ne(recurringPurchases.status, "stopped"),
          eq(recurringPurchases.currency, currency),
          or(sql`${owner} = ''`, sql`${workspaces.id} = ${owner}`),
        ),
      )
      .orderBy(asc(workspaces.name)),
  );
}

type Row = { startsAt: Date; createdBy: string; createdAt: Date };

/** Rows come newest first within their owner: the first that has begun is in force. */
async function dated<R extends Row>(tx: Db, ctx: OperatorContext, rows: R[], ownerOf: (row: R) => string) {
  const names = await peopleOf(
    tx,
    rows.map(({ createdBy }) => createdBy),
  );
  const begun = new Set<string>();
  return rows.map((row): R & Dated => {
    const madeBy = names.get(row.createdBy) ?? null;
    if (row.startsAt > ctx.now) return { ...row, madeBy, status: "scheduled" };
    const isFirst = !begun.has(ownerOf(row));
    begun.add(ownerOf(row));
    return { ...row, madeBy, status: isFirst ? "in_force" : "past" };
  });
}

/** Names by what `actorText` wrote. */
export async function peopleOf(tx: Db, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].flatMap((actor) => actor.split(":")[1] ?? []) as UserId[];
  const found = await tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(
    actors.flatMap((actor) => {
      const person = found.find(({ id }) => actor === `operator:${id}` || actor === `user:${id}`);
      return person ? [[actor, person.name] as const] : [];
    }),
  );
}
