import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inScope, inSystem } from "@/db";
import { rateCards, rates, rateVersions } from "@/db/schema/rates";
import type { WorkspaceId } from "@/lib/context";
import { newId } from "@/lib/ids";
import { everybody } from "./data";
import { defaultCatalogue } from "./default-catalogue";
import type { Rate } from "./rate";

export type NewCard = { owner: WorkspaceId | typeof everybody; name: string; startsAt: Date; rates: readonly Rate[] };

/** A card is in force from its moment on, and what was priced before it stays as it is. Only the system's account may publish. */
export function publishCard(db: Db, card: NewCard, now: Date): Promise<{ id: string }> {
  return inSystem(db, async (tx) => {
    const workspaceId = card.owner;
    const id = newId("card", now.getTime());
    await tx.insert(rateCards).values({ workspaceId, id, name: card.name, startsAt: card.startsAt, createdAt: now });
    await tx.insert(rates).values(card.rates.map((rate) => ({ ...rate, workspaceId, cardId: id })));
    await tx
      .insert(rateVersions)
      .values({ workspaceId, version: 1 })
      .onConflictDoUpdate({ target: rateVersions.workspaceId, set: { version: sql`${rateVersions.version} + 1` } });
    return { id };
  });
}

/** An installation without any rate would refuse everything: it starts with the default catalogue. */
export function ensureCatalogue(db: Db, now: Date): Promise<void> {
  return inScope(db, {}, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saldo-catalogue'))`);
    const known = await inSystem(tx, (inner) => inner.$count(rateCards, sql`${rateCards.workspaceId} = ${everybody}`));
    if (known > 0) return;
    const card = {
      owner: everybody,
      name: "Default",
      startsAt: new Date("2000-01-01T00:00:00Z"),
      rates: defaultCatalogue,
    };
    await publishCard(tx, card, now);
  });
}
