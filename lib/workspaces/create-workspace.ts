import "server-only";
import { randomInt } from "node:crypto";
import { type Db, inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { auditHeads, companies, memberships, workspaces } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, IdentityContext, WorkspaceId } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { AppError, invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { NewWorkspaceInput } from "./schema";
import { slugCandidates, slugOf } from "./slug";

/** Nobody has said yet when they want to be told; nobody wants to hear it first at zero. */
const firstMarkMicro = wholeCredits(500);

type NewWorkspace = NewWorkspaceInput & {
  /** The wished part of the address; made of the name when left out. */
  slug?: string;
};

/**
 * Everything a workspace is made with, in one transaction: nothing later has to ask whether its pocket, its company
 * row or its audit chain exists yet. Whoever creates it owns it.
 */
export async function createWorkspace(
  identity: IdentityContext,
  input: NewWorkspace,
): Promise<{ id: WorkspaceId; slug: string }> {
  const { actor, now } = identity;
  invariant(actor?.kind === "user", "a workspace is created by a person");
  const id = newId("ws", now.getTime()) as WorkspaceId;
  const ctx: Context = { workspaceId: id, actor, now, db: identity.db, requestId: identity.requestId };
  return inWorkspace(ctx, async (tx) => {
    const slug = await insertUnderFreeSlug(tx, id, input, now);
    await tx.insert(companies).values({ workspaceId: id, updatedAt: now });
    await tx.insert(auditHeads).values({ workspaceId: id });
    await tx.insert(pockets).values({ workspaceId: id, id: "main", lowMicro: firstMarkMicro, updatedAt: now });
    await tx.insert(memberships).values({ workspaceId: id, userId: actor.id, role: "owner", createdAt: now });
    const { currency, country, timeZone, locale } = input;
    await recordAudit(
      { ...ctx, db: tx },
      { action: "workspace.create", target: id, after: { currency, country, timeZone, locale } },
    );
    return { id, slug };
  });
}

/** Other workspaces are invisible here, so the unique index is asked and not the table. */
async function insertUnderFreeSlug(tx: Db, id: WorkspaceId, input: NewWorkspace, now: Date): Promise<string> {
  const { name, currency, country, timeZone, locale } = input;
  for (const slug of slugCandidates(input.slug ?? slugOf(name), randomEnding)) {
    const inserted = await tx
      .insert(workspaces)
      .values({ id, slug, name, currency, country, timeZone, locale, createdAt: now })
      .onConflictDoNothing({ target: workspaces.slug })
      .returning({ id: workspaces.id });
    if (inserted.length > 0) return slug;
  }
  throw new AppError("conflict", "slug_taken", { field: "name" });
}

function randomEnding(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, "0");
}
