import { eq, sql } from "drizzle-orm";
import { connection, inWorkspace } from "@/db";
import { apiKeys, workspaces } from "@/db/schema/workspaces";
import { readConsumption } from "@/lib/consumption/consumption";
import type { Context } from "@/lib/context";
import { settleHold } from "@/lib/metering/close-hold";
import { groupUsage } from "@/lib/metering/group-usage";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { balanceOf, stateOf } from "@/lib/metering/model/product";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { agentIn, later, numberIn, workspaceWith } from "@/lib/metering/testing";
import { readStatement } from "@/lib/statement/read-statement";
import { addDays, type LocalDay, localDay } from "@/lib/time";
import type { KeptMonths } from "./kept-months";

export const sms = (id: string, extra: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...extra });

/** Months of the log for a history that goes on for years. */
export async function prepareYears(): Promise<void> {
  await connection(process.env.DATABASE_WORKER_URL).db.execute(
    sql`select ensure_usage_months('2026-01-01', '2028-12-01')`,
  );
}

export async function keepFor(ctx: Context, months: KeptMonths | null): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx.update(workspaces).set({ usageKeptMonths: months }).where(eq(workspaces.id, ctx.workspaceId)),
  );
}

export function atDay(ctx: Context, day: string): Context {
  return { ...ctx, now: new Date(`${day}T12:00:00Z`) };
}

/** June in many transactions, with everything that a sum may hide, and one event of August. */
export async function summerBooks(): Promise<Context> {
  const ctx = await workspaceWith({ plan: 10, promo: 5, wallet: 100 });
  await agentIn(ctx, "ana");
  await numberIn(ctx, "sales", { credits: 3, usesWorkspace: true });
  const asKey: Context = { ...ctx, actor: { kind: "apiKey", id: "key_1" } };
  await inWorkspace(ctx, (tx) =>
    tx.insert(apiKeys).values({
      workspaceId: ctx.workspaceId,
      id: "key_1",
      name: "First",
      lookup: ctx.workspaceId.slice(-12),
      secretHash: "",
      scopes: [],
      createdAt: ctx.now,
    }),
  );
  await meterUsage(asKey, [
    sms("a", { agent: "ana" }),
    sms("b", { parts: 4, feature: "ai" }),
    sms("huge", { parts: 900 }),
  ]);
  await meterUsage(later(ctx, 1), [sms("c", { number: "sales", parts: 5 })]);
  await returnUsage(later(ctx, 2), "b", "Ana did not get it");
  await openHold(
    ctx,
    usageEvent.parse({ id: "call", channel: "voice", to: "+244923000018", seconds: 60, user: "ana@x.example" }),
    later(ctx, 60).now,
  );
  await settleHold(later(ctx, 3), "call", { quantity: 30 });
  await meterUsage(later(ctx, 24 * 60), [sms("d"), sms("e", { parts: 2 })]);
  await meterUsage(atDay(ctx, "2026-08-01"), [sms("august"), sms("late", { occurred_at: "2026-07-03T09:00:00Z" })]);
  await keepFor(ctx, 3);
  return ctx;
}

/** Everything a page tells of the past that is not a list of single items. */
export async function toldOf(ctx: Context, at: Date, timeZone = "Africa/Luanda"): Promise<unknown> {
  const { workspaceId } = ctx;
  const asked: Context = { ...ctx, now: at };
  const from = "2026-01-01" as LocalDay;
  const to = localDay(at, timeZone);
  const statement = await readStatement(asked, { from, to, timeZone, pocket: "main" });
  const [first = from] = [from, addDays(to, -365)].toSorted().reverse();
  const days = { from: first, to };
  const place = { timeZone, country: "AO" };
  const grouped = await Promise.all(
    (["day", "channel", "kind", "agent"] as const).map((by) =>
      groupUsage(asked, place, days, { by, recipients: "full" }),
    ),
  );
  const sums = await inWorkspace(asked, (tx) =>
    tx.execute(sql`
      select 'day' as what, concat_ws(' ', day, channel, kind, feature, agent_id) as which,
        concat_ws(' ', events, refused, quantity, amount_micro) as sums from usage_days where workspace_id = ${workspaceId}
      union all
      select 'quarter', concat_ws(' ', bucket, channel, feature), concat_ws(' ', events, quantity, amount_micro)
      from usage_quarters where workspace_id = ${workspaceId}
      union all
      select 'limit', concat_ws(' ', scope, id, period), concat_ws(' ', used_micro, plan_used_micro, held_micro)
      from budgets where workspace_id = ${workspaceId}
      union all
      select 'journal', count(*)::text, sum(used_micro)::text from journal where workspace_id = ${workspaceId}
      order by 1, 2`),
  );
  return {
    sums: [...sums],
    grouped,
    statement: { ...statement, lines: statement.lines },
    consumption: await readConsumption(asked, timeZone, { from, to }),
    balance: await balanceOf(asked, at.getTime()),
    state: await stateOf(asked, at.getTime()),
  };
}
