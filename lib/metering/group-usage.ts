import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { rangeBounds } from "@/lib/time";
import { daysAsked, type UsagePlace } from "./list-usage";
import { maskRecipient, type Sight } from "./mask-recipient";
import { conditions } from "./usage-conditions";
import type { UsageFilter } from "./usage-filter";

export const usageGroups = ["day", "channel", "kind", "agent", "user", "recipient"] as const;
export type UsageGroup = (typeof usageGroups)[number];

export type GroupedUsage = {
  /** As a filter says it; null for what has none. */
  value: string | null;
  /** As this reader may see it. */
  shown: string | null;
  charged: number;
  refused: number;
  quantity: number;
  amountMicro: bigint;
};

const columns: Record<UsageGroup, SQL> = {
  day: sql`u.day::text`,
  channel: sql`u.channel`,
  kind: sql`u.kind`,
  agent: sql`u.agent_id`,
  user: sql`u.used_by`,
  recipient: sql`u.recipient`,
};
const most = 200;

/** The same filter as the list, added up: the largest groups first, days the latest first, and what the others make. */
export function groupUsage(
  ctx: Context,
  place: UsagePlace,
  filter: UsageFilter,
  { by, recipients }: { by: UsageGroup; recipients: Sight },
): Promise<{ groups: GroupedUsage[]; more: number }> {
  const { from, to } = daysAsked(ctx, place, filter);
  const where = conditions(ctx, place.country, filter, rangeBounds(from, to, place.timeZone), recipients);
  const order = by === "day" ? sql`value desc` : sql`amount desc, charged desc, value`;
  return inWorkspace(ctx, async (tx) => {
    const rows = await tx.execute<Row>(sql`
      select ${columns[by]} as value, count(*) filter (where u.refusal is null)::int as charged, count(u.refusal)::int as refused,
        coalesce(sum(u.quantity) filter (where u.refusal is null), 0)::text as quantity,
        coalesce(sum(u.amount_micro) filter (where r.key is null), 0) as amount, count(*) over ()::int as groups
      from usage_events u
      left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
      where ${where} group by 1 order by ${order} limit ${most}`);
    const groups = rows.map(({ value, charged, refused, quantity, amount }) => ({
      value,
      shown: by === "recipient" && value !== null && recipients === "masked" ? maskRecipient(value) : value,
      charged,
      refused,
      quantity: Number(quantity),
      amountMicro: BigInt(amount),
    }));
    return { groups, more: Math.max(0, (rows[0]?.groups ?? 0) - groups.length) };
  });
}

type Row = { value: string | null; charged: number; refused: number; quantity: string; amount: string; groups: number };
