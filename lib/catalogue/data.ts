import "server-only";
import { and, desc, eq, inArray, lte } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { offers } from "@/db/schema/catalogue";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { type Offer, offerOf } from "./offer";
import { agreementTerms, offerTerms } from "./offer-input";

/** The owner of the catalogue, which is for everybody. */
export const everybody = "" as const;

/** What credits cost a workspace now; null while nothing is sold in its currency. */
export function readOffer(ctx: Context): Promise<Offer | null> {
  return inWorkspace(ctx, async (tx) => {
    const [workspace] = await tx
      .select({ currency: workspaces.currency })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId));
    invariant(workspace, "the workspace of a context exists");
    const { currency } = workspace;
    const inForce = await tx
      .selectDistinctOn([offers.workspaceId])
      .from(offers)
      .where(
        and(
          inArray(offers.workspaceId, [everybody, ctx.workspaceId]),
          eq(offers.currency, currency),
          lte(offers.startsAt, ctx.now),
        ),
      )
      .orderBy(offers.workspaceId, desc(offers.startsAt));
    const catalogue = inForce.find(({ workspaceId }) => workspaceId === everybody);
    const agreement = inForce.find(({ workspaceId }) => workspaceId === ctx.workspaceId);
    if (!catalogue) return null;
    return offerOf(
      { id: catalogue.id, terms: offerTerms.parse(catalogue.terms) },
      agreement?.terms ? { id: agreement.id, terms: agreementTerms.parse(agreement.terms) } : null,
      currency,
    );
  });
}
