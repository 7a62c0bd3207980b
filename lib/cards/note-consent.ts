import "server-only";
import { and, isNull, lt, or } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { paymentMethods } from "@/db/schema/payments";
import type { Context, WorkspaceId } from "@/lib/context";
import { externalIdOf, keepRefs } from "@/lib/payments/find-ref";
import { providerContext } from "@/lib/payments/provider-context";
import { stripeAccount } from "@/lib/stripe/client";
import type { CheckoutSession } from "@/lib/stripe/objects";
import { readKeptOn } from "@/lib/stripe/setup";
import { consentIn } from "./consent";
import { followCards, ofCard } from "./follow-cards";

/**
 * Looks at a hosted page on which a card was to be kept, and writes down who agreed to it and when. Null while nothing was
 * kept there, or when the page is of somebody else.
 */
export async function noteConsent(ctx: Context, session: string): Promise<string | null> {
  const [at, page] = await Promise.all([stripeAccount(), readKeptOn(session)]);
  const customer = await externalIdOf(ctx, "customer", ctx.workspaceId, at);
  const consent = consentIn(page.metadata);
  const name = cardOf(page);
  if (!customer || nameOf(page.customer) !== customer || !consent || !name) return null;
  const card = (await followCards(ctx)).get(name);
  if (!card) return null;
  await inWorkspace(ctx, async (tx) => {
    await tx
      .update(paymentMethods)
      .set({ consentAt: consent.at, consentBy: consent.by, consentVersion: consent.version })
      .where(and(ofCard(ctx, card), or(isNull(paymentMethods.consentAt), lt(paymentMethods.consentAt, consent.at))));
    await keepRefs({ ...ctx, db: tx }, "stripe", at, [{ externalId: session, kind: "card_setup", ourId: card }]);
  });
  return card;
}

/** Asked for by the page a person comes back to: it may hurry the look, and never does it itself. */
export async function lookAtKept(
  db: Db,
  { workspaceId, session }: { workspaceId: WorkspaceId; session: string },
  now: Date,
): Promise<void> {
  await noteConsent(providerContext(db, workspaceId, "stripe", now), session);
}

const nameOf = (given: string | { id: string } | null) => (typeof given === "string" ? given : (given?.id ?? null));

/** A page still open has kept nothing. */
function cardOf({ status, setup_intent, payment_intent, subscription }: CheckoutSession): string | null {
  if (status !== "complete") return null;
  const kept = [setup_intent, payment_intent].find((intent) => intent !== null && typeof intent === "object");
  if (kept && typeof kept === "object") return nameOf(kept.payment_method);
  return subscription && typeof subscription === "object" ? nameOf(subscription.default_payment_method) : null;
}
