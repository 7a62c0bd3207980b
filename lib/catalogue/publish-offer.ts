import "server-only";
import { and, desc, eq, lte, sql } from "drizzle-orm";
import { type Db, inOperation, inScope, inSystem } from "@/db";
import { offers } from "@/db/schema/catalogue";
import { workspaces } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import { recordOperation } from "@/lib/audit/record-operation";
import { actorText, type OperatorContext, type WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { everybody } from "./data";
import { defaultOffers } from "./default-offers";
import { refuseTooLittle } from "./least-purchase";
import type { AgreementTerms, FullTerms, OfferTerms } from "./offer";
import { agreementTerms, offerTerms } from "./offer-input";
import { startOf } from "./start-of";

export type NewOffer = {
  currency: string;
  terms: FullTerms;
  /** NULL is now. */
  startsAt: Date | null;
};

export type NewAgreement = { workspaceId: WorkspaceId; terms: AgreementTerms; startsAt: Date | null };

/** What credits cost from a moment on, in one currency; what was bought before keeps its price. */
export function publishOffer(ctx: OperatorContext, offer: NewOffer): Promise<{ id: string; startsAt: Date }> {
  return inOperation(ctx, async (tx) => {
    const terms = offerTerms.parse(offer.terms);
    refuseTooLittle(terms, offer.currency);
    const { currency } = offer;
    const version = { owner: everybody, currency, name: "Catalogue", terms, startsAt: startOf(ctx, offer.startsAt) };
    const { id, before } = await insertVersion(tx, ctx, version);
    const after = { currency, startsAt: version.startsAt.toISOString(), terms };
    await recordOperation(
      { ...ctx, db: tx },
      { action: "prices.publish", target: id, before: before && { terms: before }, after },
    );
    return { id, startsAt: version.startsAt };
  });
}

/** What one workspace pays from a moment on; what the agreement leaves out is as in the catalogue. */
export function publishAgreement(ctx: OperatorContext, agreement: NewAgreement): Promise<{ id: string }> {
  return inOperation(ctx, async (tx) => {
    const terms = agreementTerms.parse(agreement.terms);
    const startsAt = startOf(ctx, agreement.startsAt);
    const currency = await currencyOf(tx, agreement.workspaceId);
    const catalogue = await termsAt(tx, everybody, currency, startsAt);
    if (!catalogue) throw new AppError("invalid", "nothing_for_sale");
    const together = offerTerms.parse({ ...catalogue, ...withoutGaps(terms) });
    refuseTooLittle(together, currency);
    return addAgreement(tx, ctx, { owner: agreement.workspaceId, currency, terms, startsAt });
  });
}

/** From then on the catalogue holds for the workspace again. */
export function endAgreement(
  ctx: OperatorContext,
  { workspaceId, startsAt: wished }: Omit<NewAgreement, "terms">,
): Promise<{ id: string }> {
  return inOperation(ctx, async (tx) => {
    const startsAt = startOf(ctx, wished);
    const currency = await currencyOf(tx, workspaceId);
    if (!(await termsAt(tx, workspaceId, currency, startsAt))) {
      throw new AppError("invalid", "no_agreement", { field: "startsAt" });
    }
    return addAgreement(tx, ctx, { owner: workspaceId, currency, terms: null, startsAt });
  });
}

type Version = { currency: string; terms: OfferTerms | null; startsAt: Date };

async function addAgreement(tx: Db, ctx: OperatorContext, version: Version & { owner: WorkspaceId }) {
  const { id, before } = await insertVersion(tx, ctx, { ...version, name: "Agreement" });
  const { owner: workspaceId, currency, terms, startsAt } = version;
  await recordAudit(
    { ...ctx, db: tx, workspaceId },
    {
      action: terms ? "agreement.publish" : "agreement.end",
      target: id,
      before: before && { terms: before },
      after: { currency, startsAt: startsAt.toISOString(), terms },
    },
  );
  return { id };
}

/** Two versions that would start at one moment are one too many: the second is refused. */
async function insertVersion(
  tx: Db,
  ctx: OperatorContext,
  { owner, currency, name, terms, startsAt }: Version & { owner: WorkspaceId | typeof everybody; name: string },
): Promise<{ id: string; before: OfferTerms | null }> {
  const before = await termsAt(tx, owner, currency, startsAt);
  const id = newId("offer", ctx.now.getTime());
  const created = { createdBy: actorText(ctx.actor), createdAt: ctx.now };
  const made = await tx
    .insert(offers)
    .values({ workspaceId: owner, id, currency, name, startsAt, terms, ...created })
    .onConflictDoNothing({ target: [offers.workspaceId, offers.currency, offers.startsAt] })
    .returning({ id: offers.id });
  if (made.length === 0) throw new AppError("conflict", "starts_then_already", { field: "startsAt" });
  return { id, before };
}

async function termsAt(tx: Db, owner: string, currency: string, at: Date): Promise<OfferTerms | null> {
  const [found] = await tx
    .select({ terms: offers.terms })
    .from(offers)
    .where(and(eq(offers.workspaceId, owner), eq(offers.currency, currency), lte(offers.startsAt, at)))
    .orderBy(desc(offers.startsAt))
    .limit(1);
  return found?.terms ?? null;
}

async function currencyOf(tx: Db, workspaceId: WorkspaceId): Promise<string> {
  const [found] = await tx
    .select({ currency: workspaces.currency })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  if (!found) throw new AppError("not_found");
  return found.currency;
}

function withoutGaps(terms: AgreementTerms): AgreementTerms {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}

/** An installation without prices would sell nothing: it starts with the default ones. */
export function ensureOffers(db: Db, now: Date): Promise<void> {
  return inScope(db, {}, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saldo-offers'))`);
    await inSystem(tx, async (inner) => {
      const known = await inner.$count(offers, sql`${offers.workspaceId} = ${everybody}`);
      if (known > 0) return;
      await inner.insert(offers).values(
        defaultOffers.map(({ currency, terms }) => ({
          workspaceId: everybody,
          id: newId("offer", now.getTime()),
          currency,
          name: "Default",
          startsAt: new Date("2000-01-01T00:00:00Z"),
          terms,
          createdBy: "system:default",
          createdAt: now,
        })),
      );
    });
  });
}
