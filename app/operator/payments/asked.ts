import { z } from "zod";
import { eventStatuses } from "@/lib/payments/provider-events/data";

export type Asked = Record<string, string | string[] | undefined>;

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value);

/** What the address asks of the list of announcements; what it cannot mean is left out. */
export function eventFilterOf(asked: Asked) {
  return {
    status: z.enum(eventStatuses).optional().catch(undefined).parse(one(asked.event)),
    provider: z.enum(["stripe", "bank"]).optional().catch(undefined).parse(one(asked.provider)),
    query: z.string().trim().min(1).max(255).optional().catch(undefined).parse(one(asked.q)),
    page: z.coerce.number().int().min(1).max(10_000).catch(1).parse(one(asked.page)),
  };
}

export function purchaseQueryOf(asked: Asked): string {
  return z
    .string()
    .trim()
    .max(100)
    .catch("")
    .parse(one(asked.purchase) ?? "");
}
