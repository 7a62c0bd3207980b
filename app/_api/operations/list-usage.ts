import { z } from "zod";
import { type UsageFilter, usageFilter, usageStatuses } from "@/lib/metering/usage-filter";
import { mostSorted, usageSorts } from "@/lib/metering/usage-sort";
import { contract } from "../contract";
import { credits, cursor, dayField, funds, instant, limit } from "../fields";

/** Of the list and of its file. */
export const filterFields = {
  ...usageFilter,
  from: dayField(
    "First day, in the workspace's zone; 30 days up to `to` if left out, 366 at most; of a search with `q` as many as there are.",
  ),
  to: dayField("Last day, included; today if left out."),
  days: usageFilter.days.meta({
    description:
      "`posted`: the days on which events were charged or refused, as the ledger has them; when they happened if left out.",
  }),
  fund: usageFilter.fund.meta({ description: "Which credits paid some of it; a debt is the wallet's." }),
  channel: usageFilter.channel.meta({ description: "Several by repeating it, like every list here." }),
  kind: usageFilter.kind.meta({ description: "Like `outbound_international_voice`." }),
  key: usageFilter.key.meta({ description: "The id of the API key that sent it." }),
  tag: usageFilter.tag.meta({ description: "`campaign` for any value, `campaign:june` for one." }),
  q: usageFilter.q.meta({
    description:
      "A recipient in any spelling, the last four digits or more of a number, an event's id, or a reference. Where recipients are masked, the last four digits and no more.",
  }),
  min: usageFilter.min.meta({ description: "Least credits of one event." }),
  max: usageFilter.max.meta({ description: "Most credits of one event." }),
};

export const sort = z
  .enum(usageSorts)
  .default("-time")
  .meta({
    description: `Newest first if left out; \`-credits\` for the most first. By credits or by recipient for at most ${mostSorted} events at once; by recipient where recipients are not masked.`,
  });

type Asked = Pick<UsageFilter, "from" | "to" | "min" | "max">;

export function daysInOrder({ from, to }: Asked): boolean {
  return !from || !to || from <= to;
}

export function amountsInOrder({ min, max }: Asked): boolean {
  return min === undefined || max === undefined || min <= max;
}

const text = z.string().nullable();

export const listUsage = contract({
  id: "listUsage",
  method: "GET",
  path: "/v1/usage",
  summary: "List usage",
  about: [
    "Charged and refused events, newest first or in the order of `sort`, with the totals of all that the filter finds, both of one moment. `next_cursor` with the same filters and the same `sort` gives the next page; it is null on the last.",
  ],
  beside: [{ scope: "recipients:read", when: "for recipients in full" }],
  query: z
    .strictObject({ ...filterFields, sort, cursor, limit })
    .refine(daysInOrder, { path: ["to"], error: "days_reversed" })
    .refine(amountsInOrder, { path: ["max"], error: "amounts_reversed" }),
  output: z
    .strictObject({
      events: z.array(
        z
          .strictObject({
            id: z.string(),
            status: z.enum(usageStatuses),
            code: text.meta({ description: "Why it was refused." }),
            occurred_at: instant,
            created_at: instant,
            channel: z.string(),
            direction: z.enum(["outbound", "inbound"]),
            kind: z.string().meta({ description: "Like `outbound_international_voice`." }),
            recipient: text.meta({
              description: "Masked, like +244•••18, unless the key has the scope recipients:read.",
            }),
            country: text,
            feature: text,
            agent: text,
            number: text,
            user: text,
            key: text.meta({ description: "The API key that sent it." }),
            quantity: z.int(),
            unit: z.string(),
            credits: credits.meta({ description: "What was charged." }),
            funds,
            debt: credits.meta({ description: "What the funds did not cover." }),
            balance: credits.nullable().meta({ description: "What could be spent after it." }),
            returned_at: instant.nullable(),
            reference: text,
            tags: z.record(z.string(), z.string()).nullable(),
          })
          .meta({ id: "Usage" }),
      ),
      totals: z
        .strictObject({
          events: z.int(),
          charged: z.int().meta({ description: "Returned ones included." }),
          refused: z.int(),
          returned: z.int(),
          credits: credits.meta({ description: "Charged, without what was returned." }),
        })
        .meta({ id: "UsageTotals" }),
      from: z.string(),
      to: z.string(),
      kept_from: text.meta({
        description:
          "The first day whose events are single, when the days asked for begin before it: events and totals begin there, and what was used before is summarised by day. Null when all of them are single.",
      }),
      next_cursor: text,
    })
    .meta({ id: "UsageList" }),
  answers: ["invalid"],
  example: {
    path: "/v1/usage?channel=sms&channel=voice&limit=1",
    answer: {
      events: [
        {
          id: "msg-2026-06-24-0001",
          status: "charged",
          code: null,
          occurred_at: "2026-06-24T10:00:00.25Z",
          created_at: "2026-06-24T10:00:00.25Z",
          channel: "sms",
          direction: "outbound",
          kind: "outbound_domestic_sms",
          recipient: "+244923000000",
          country: "AO",
          feature: "reminders",
          agent: null,
          number: null,
          user: null,
          key: "key_01m7zpeanzfbf8ej827vn8j05n",
          quantity: 1,
          unit: "part",
          credits: 1,
          funds: { plan: 0, promo: 0, wallet: 1, number: 0 },
          debt: 0,
          balance: 4999,
          returned_at: null,
          reference: null,
          tags: null,
        },
      ],
      totals: { events: 1, charged: 1, refused: 0, returned: 0, credits: 1 },
      from: "2026-05-26",
      to: "2026-06-24",
      kept_from: null,
      next_cursor: null,
    },
  },
});
