import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inOperation, inScope, inSystem } from "@/db";
import { rateCards, rates, rateVersions } from "@/db/schema/rates";
import { recordAudit } from "@/lib/audit/record-audit";
import { recordOperation } from "@/lib/audit/record-operation";
import { startOf } from "@/lib/catalogue/start-of";
import { actorText, type OperatorContext, type WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { everybody } from "./data";
import { defaultCatalogue } from "./default-catalogue";
import type { Rate } from "./rate";

export type NewCard = { owner: WorkspaceId | typeof everybody; name: string; startsAt: Date; rates: readonly Rate[] };

/** A card is in force from its moment on, and what was priced before it stays as it is. */
export function publishCard(db: Db, card: NewCard, now: Date): Promise<{ id: string }> {
  return inSystem(db, (tx) => insertCard(tx, card, { createdBy: "system:default", createdAt: now }));
}

/** The same by whoever runs the installation: it says who it was, and how many lines there are. */
export function publishRates(
  ctx: OperatorContext,
  card: Omit<NewCard, "startsAt"> & { startsAt: Date | null },
): Promise<{ id: string; startsAt: Date }> {
  return inOperation(ctx, async (tx) => {
    const startsAt = startOf(ctx, card.startsAt);
    const created = { createdBy: actorText(ctx.actor), createdAt: ctx.now };
    const { id } = await insertCard(tx, { ...card, startsAt }, created);
    const entry = {
      action: "rates.publish",
      target: id,
      after: { name: card.name, startsAt: startsAt.toISOString(), lines: card.rates.length },
    };
    if (card.owner === everybody) await recordOperation({ ...ctx, db: tx }, entry);
    else await recordAudit({ ...ctx, db: tx, workspaceId: card.owner }, entry);
    return { id, startsAt };
  });
}

async function insertCard(tx: Db, card: NewCard, created: { createdBy: string; createdAt: Date }) {
  const workspaceId = card.owner;
  const id = newId("card", created.createdAt.getTime());
  const made = await tx
    .insert(rateCards)
    .values({ workspaceId, id, name: card.name, startsAt: card.startsAt, ...created })
    .onConflictDoNothing({ target: [rateCards.workspaceId, rateCards.startsAt] })
    .returning({ id: rateCards.id });
  if (made.length === 0) throw new AppError("conflict", "starts_then_already", { field: "startsAt" });
  await tx.insert(rates).values(card.rates.map((rate) => ({ ...rate, workspaceId, cardId: id })));
  await tx
    .insert(rateVersions)
    .values({ workspaceId, version: 1 })
    .onConflictDoUpdate({ target: rateVersions.workspaceId, set: { version: sql`${rateVersions.version} + 1` } });
  return { id };
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
