import "server-only";
import { desc, inArray, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { rateCards, rates } from "@/db/schema/rates";
import type { Context, WorkspaceId } from "@/lib/context";
import { KeptByWorkspace } from "@/lib/kept-by-workspace";
import type { RateBook, RateCard } from "./rate";

/** The owner of the catalogue, which is for everybody. */
export const everybody = "" as const;

const books = new KeptByWorkspace(async (ctx) => sharing(await readRateBook(ctx)));

/** Kept by the process; whoever posts says which version it used, and the database objects to an old one. */
export function loadRateBook(ctx: Context): Promise<RateBook> {
  return books.load(ctx);
}

let catalogue: { version: string; cards: RateBook["catalogue"] } | undefined;

/** The catalogue is everybody's, and one copy of it is enough for all the workspaces a process knows. */
function sharing(book: RateBook): RateBook {
  const [version = ""] = book.version.split(":");
  if (catalogue?.version !== version) catalogue = { version, cards: book.catalogue };
  return { ...book, catalogue: catalogue.cards };
}

export function forgetRates(workspaceId: WorkspaceId, outdated: RateBook): void {
  books.forget(workspaceId, outdated);
}

/** Everything published for a workspace, now in force or not yet, newest first. */
export function readRateBook(ctx: Context): Promise<RateBook> {
  return inWorkspace(ctx, async (tx) => {
    const owners = [everybody, ctx.workspaceId];
    // The version first: cards published meanwhile are then read too, and only make it look older than it is.
    const [row] = await tx.execute<{ version: string }>(sql`select books.rates_version(${ctx.workspaceId}) as version`);
    const cards = await tx
      .select()
      .from(rateCards)
      .where(inArray(rateCards.workspaceId, owners))
      .orderBy(desc(rateCards.startsAt));
    const lines = await tx.select().from(rates).where(inArray(rates.workspaceId, owners)).orderBy(rates.id);
    const cardsOf = (owner: string): RateCard[] =>
      cards
        .filter(({ workspaceId }) => workspaceId === owner)
        .map(({ id, name, startsAt }) => ({
          id,
          name,
          startsAt,
          rates: lines.filter((line) => line.workspaceId === owner && line.cardId === id),
        }));
    return { version: row?.version ?? "", agreement: cardsOf(ctx.workspaceId), catalogue: cardsOf(everybody) };
  });
}
