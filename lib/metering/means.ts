import "server-only";
import { and, eq, inArray, or } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import { budgets } from "@/db/schema/usage-sums";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { readBalance } from "@/lib/ledger/balance";
import { type LocalDay, localDay, localMonth, monthBounds } from "@/lib/time";
import { keyOf } from "./meter";
import type { Means } from "./quote";

type Through = { agent?: string; number?: string };

/** What could be spent at this moment, and by when its limits start anew. Nothing is kept back by looking. */
export function readMeans(ctx: Context, timeZone: string, through: Through): Promise<Means & { resetsAt: Date }> {
  const month = localMonth(localDay(ctx.now, timeZone));
  return inWorkspace(ctx, async (tx) => {
    const [main, own] = await readPockets(tx, ctx, through.number);
    const left = await readBalance({ ...ctx, db: tx });
    const used = await readBudgets(tx, ctx, `${month}-01` as LocalDay, through.agent);
    return {
      planMicro: left.planMicro,
      promoMicro: left.promoMicro,
      // Debt is no fund: it is not paid by what is spent.
      walletMicro: left.walletMicro + main.debtMicro,
      debtMicro: main.debtMicro,
      frozen: main.frozen,
      agent: through.agent === undefined ? null : await readAgent(tx, ctx, through.agent, used),
      number: own,
      key: { limitMicro: await readKeyLimit(tx, ctx), usedMicro: used("key", keyOf(ctx) ?? "").usedMicro },
      workspace: { limitMicro: main.monthlyLimitMicro, usedMicro: used("workspace", "").usedMicro },
      resetsAt: monthBounds(month, timeZone).end,
    };
  });
}

async function readPockets(tx: Db, ctx: Context, number: string | undefined) {
  const rows = await tx
    .select({ pocket: pockets, usesWorkspace: numbers.usesWorkspace })
    .from(pockets)
    .leftJoin(numbers, and(eq(numbers.workspaceId, pockets.workspaceId), eq(numbers.id, pockets.id)))
    .where(and(eq(pockets.workspaceId, ctx.workspaceId), inArray(pockets.id, ["main", number ?? "main"])));
  const main = rows.find(({ pocket }) => pocket.id === "main")?.pocket;
  invariant(main, "every workspace is made with its main pocket");
  if (number === undefined) return [main, null] as const;
  const own = rows.find(({ usesWorkspace }) => usesWorkspace !== null);
  if (!own) throw new AppError("invalid", "unknown_number", { field: "number", values: { name: number } });
  return [main, { leftMicro: own.pocket.walletMicro, usesWorkspace: own.usesWorkspace === true }] as const;
}

type Used = (scope: "agent" | "key" | "workspace", id: string) => { usedMicro: bigint; planUsedMicro: bigint };

async function readBudgets(tx: Db, ctx: Context, period: LocalDay, agent: string | undefined): Promise<Used> {
  const rows = await tx
    .select()
    .from(budgets)
    .where(
      and(
        eq(budgets.workspaceId, ctx.workspaceId),
        eq(budgets.period, period),
        or(
          eq(budgets.scope, "workspace"),
          and(eq(budgets.scope, "key"), eq(budgets.id, keyOf(ctx) ?? "")),
          and(eq(budgets.scope, "agent"), eq(budgets.id, agent ?? "")),
        ),
      ),
    );
  return (scope, id) => {
    const row = rows.find((one) => one.scope === scope && one.id === id);
    return { usedMicro: (row?.usedMicro ?? 0n) + (row?.heldMicro ?? 0n), planUsedMicro: row?.planUsedMicro ?? 0n };
  };
}

async function readAgent(tx: Db, ctx: Context, id: string, used: Used): Promise<Means["agent"]> {
  const [agent] = await tx
    .select()
    .from(agents)
    .where(and(eq(agents.workspaceId, ctx.workspaceId), eq(agents.id, id)));
  if (!agent) throw new AppError("invalid", "unknown_agent", { field: "agent", values: { name: id } });
  const { monthlyLimitMicro, atLimit, whenPlanExhausted, stopped, deletedAt } = agent;
  const settings = { limitMicro: monthlyLimitMicro, atLimit, whenPlanExhausted };
  return { ...settings, stopped: stopped || deletedAt !== null, ...used("agent", id) };
}

async function readKeyLimit(tx: Db, ctx: Context): Promise<bigint | null> {
  const id = keyOf(ctx);
  if (id === null) return null;
  const [key] = await tx
    .select({ limitMicro: apiKeys.monthlyLimitMicro })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id)));
  return key?.limitMicro ?? null;
}
