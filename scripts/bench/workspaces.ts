import type { Sql } from "postgres";
import { database, inWorkspace } from "@/db";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import { auditHeads, workspaces } from "@/db/schema/workspaces";
import type { Context, WorkspaceId } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { agentIds } from "./events";

export function contextOf(workspaceId: WorkspaceId): Context {
  const actor = { kind: "system", name: "bench" } as const;
  return { workspaceId, actor, now: new Date(), db: database(), requestId: "req_bench" };
}

/** A workspace in Luanda with agents, and so many credits. */
export async function workspaceWith(credits: number, now = new Date()): Promise<Context> {
  const id = newId("ws") as WorkspaceId;
  const ctx = { ...contextOf(id), now };
  await inWorkspace(ctx, async (tx) => {
    const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "pt" };
    const slug = id.replace("_", "-");
    await tx.insert(workspaces).values({ id, slug, name: "Bench", ...place, createdAt: ctx.now });
    await tx.insert(pockets).values({ workspaceId: id, id: "main", updatedAt: ctx.now });
    await tx.insert(auditHeads).values({ workspaceId: id });
    for (const agent of agentIds)
      await tx.insert(agents).values({ workspaceId: id, id: agent, name: agent, createdAt: ctx.now });
  });
  if (credits > 0) {
    const amountMicro = wholeCredits(credits);
    await grantCredits(ctx, { fund: "wallet", amountMicro, source: "purchase", effectKey: "purchase:bench" });
  }
  return ctx;
}

/** Many at once, straight into the tables by their owner: how they came to be is not what is measured. */
export function manyWorkspaces(owner: Sql, count: number): Promise<WorkspaceId[]> {
  const amount = String(wholeCredits(1_000_000));
  return owner.begin(async (tx) => {
    for (const table of ["workspaces", "pockets", "lots"])
      await tx.unsafe(`alter table ${table} no force row level security`);
    await tx`create temporary table many on commit drop as select 'ws_many' || i as id from generate_series(1, ${count}::int) i`;
    await tx`insert into workspaces (id, slug, name, currency, country, time_zone, locale, created_at)
      select id, replace(id, '_', '-'), id, 'AOA', 'AO', 'Africa/Luanda', 'pt', now() from many`;
    await tx`insert into pockets (workspace_id, id, wallet_micro, updated_at) select id, 'main', ${amount}::bigint, now() from many`;
    await tx`insert into lots (workspace_id, id, pocket, fund, granted_micro, remaining_micro, opened_at, source)
      select id, 'lot_' || id, 'main', 'wallet', ${amount}::bigint, ${amount}::bigint, now(), 'purchase' from many`;
    const rows = await tx<{ id: WorkspaceId }[]>`select id from many`;
    for (const table of ["workspaces", "pockets", "lots"])
      await tx.unsafe(`alter table ${table} force row level security`);
    return rows.map(({ id }) => id);
  });
}
