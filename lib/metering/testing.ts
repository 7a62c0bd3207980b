import { and, eq, sql } from "drizzle-orm";
import { connection, inWorkspace, systemDatabase } from "@/db";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { ensureCatalogue } from "@/lib/rates/publish-card";
import { workspaceInLuanda } from "@/lib/workspaces/testing";

export const noon = new Date("2026-06-24T12:00:00Z");

/** Months of the log around the tests' noon, and rates: what a migrated installation has. */
export async function prepareBooks(): Promise<void> {
  await connection(process.env.DATABASE_WORKER_URL).db.execute(
    sql`select ensure_usage_months('2026-01-01', '2026-12-01')`,
  );
  await ensureCatalogue(systemDatabase(), noon);
}

type Funds = { plan?: number; promo?: number; wallet?: number; planExpires?: Date };

/** A workspace in Luanda whose books hold so many whole credits. */
export async function workspaceWith(funds: Funds = {}, now = noon): Promise<Context> {
  const ctx = await workspaceInLuanda({ actor: { kind: "system", name: "test" }, now }, (tx, workspaceId) =>
    tx.insert(pockets).values({ workspaceId, id: "main", updatedAt: now }),
  );
  for (const fund of ["plan", "promo", "wallet"] as const) {
    const credits = funds[fund];
    if (!credits) continue;
    const expiresAt = fund === "plan" ? (funds.planExpires ?? null) : null;
    const amountMicro = wholeCredits(credits);
    await grantCredits(ctx, {
      fund,
      amountMicro,
      source: fund === "wallet" ? "purchase" : "promo",
      effectKey: `first:${fund}`,
      expiresAt,
    });
  }
  return ctx;
}

/** The same, and told when its balance falls below so many credits. */
export async function watchedWorkspaceWith(funds: Funds, { lowCredits }: { lowCredits: number }): Promise<Context> {
  const ctx = await workspaceWith(funds);
  await inWorkspace(ctx, (tx) =>
    tx
      .update(pockets)
      .set({ lowMicro: wholeCredits(lowCredits) })
      .where(and(eq(pockets.workspaceId, ctx.workspaceId), eq(pockets.id, "main"))),
  );
  return ctx;
}

type AgentSettings = Partial<typeof agents.$inferInsert>;

export async function agentIn(ctx: Context, id: string, settings: AgentSettings = {}): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx.insert(agents).values({ workspaceId: ctx.workspaceId, id, name: id, createdAt: ctx.now, ...settings }),
  );
}

export async function numberIn(
  ctx: Context,
  id: string,
  options: { credits?: number; usesWorkspace?: boolean } = {},
): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    await tx.insert(numbers).values({
      workspaceId: ctx.workspaceId,
      id,
      name: id,
      usesWorkspace: options.usesWorkspace ?? false,
      createdAt: ctx.now,
    });
    await tx.insert(pockets).values({ workspaceId: ctx.workspaceId, id, updatedAt: ctx.now });
  });
  if (!options.credits) return;
  const amountMicro = wholeCredits(options.credits);
  await grantCredits(ctx, { fund: "wallet", pocket: id, amountMicro, source: "purchase", effectKey: `number:${id}` });
}

export function later(ctx: Context, minutes: number): Context {
  return { ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) };
}
