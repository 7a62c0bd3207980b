import type { z } from "zod";
import { readCursor, writeCursor } from "@/app/_api/cursor";
import type { Sent } from "@/app/_api/json";
import type { listUsage as description } from "@/app/_api/operations/list-usage";
import { fundsOf } from "@/app/_api/verdict";
import type { UsageCursor, UsageList, UsageRow } from "@/lib/metering/list-usage";

type Answer = Sent<z.output<(typeof description)["output"]>>;

const moment = /^-?\d{1,17}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function usageCursorOf(text: string | undefined): UsageCursor | null {
  const parts = readCursor(text, moment, uuid);
  return parts && { atMicros: parts[0] ?? "", key: parts[1] ?? "" };
}

export function usageAnswer({ rows, totals, from, to, keptFrom, next }: UsageList): Answer {
  const { amountMicro, ...counts } = totals;
  return {
    events: rows.map(eventOf),
    totals: { ...counts, credits: amountMicro },
    from,
    to,
    kept_from: keptFrom,
    next_cursor: next && writeCursor([next.atMicros, next.key]),
  };
}

function eventOf(row: UsageRow): Answer["events"][number] {
  const returned = row.returnedAt ? "returned" : "charged";
  return {
    id: row.id,
    status: row.refusal ? "refused" : returned,
    code: row.refusal,
    occurred_at: row.occurredAt,
    created_at: row.createdAt,
    channel: row.channel,
    direction: row.direction,
    kind: row.kind,
    recipient: row.recipient,
    country: row.country,
    feature: row.feature,
    agent: row.agent,
    number: row.number,
    user: row.user,
    key: row.apiKey,
    quantity: row.quantity,
    unit: row.unit,
    credits: row.amountMicro,
    funds: fundsOf(row),
    debt: row.debtMicro,
    balance: row.balanceMicro,
    returned_at: row.returnedAt,
    reference: row.reference,
    tags: row.tags,
  };
}
