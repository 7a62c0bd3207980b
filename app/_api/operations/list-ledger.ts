import { z } from "zod";
import { cleanText } from "@/lib/metering/schema";
import { contract } from "../contract";
import { credits, cursor, dayField, instant, limit } from "../fields";

export const journalKinds = [
  "usage",
  "return",
  "grant",
  "purchase",
  "renewal",
  "expire",
  "adjust",
  "move",
  "hold",
  "settle",
  "release",
  "debt",
  "refund",
  "dispute",
] as const;

const text = z.string().nullable();

export const listLedger = contract({
  id: "listLedger",
  method: "GET",
  path: "/v1/ledger",
  summary: "Read the books",
  about: [
    "Every movement of credits, newest first: one entry for each transaction and pocket. Entries are never changed, and `credits` of all entries of a pocket sum to its balance.",
  ],
  query: z
    .strictObject({
      from: dayField("First day, in the workspace's zone."),
      to: dayField("Last day, included."),
      kind: z.array(z.enum(journalKinds)).max(50).optional(),
      pocket: z
        .array(cleanText(64))
        .max(50)
        .optional()
        .meta({ description: "`main` is the workspace's own, anything else the id of a number." }),
      cursor,
      limit,
    })
    .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], error: "days_reversed" }),
  output: z
    .strictObject({
      entries: z.array(
        z
          .strictObject({
            tx: z
              .int()
              .meta({ description: "Gap-free in the workspace; a transaction may have an entry in two pockets." }),
            pocket: z.string(),
            kind: z.enum(journalKinds),
            at: instant,
            credits: credits.meta({ description: "How what can be spent from the pocket changed." }),
            balance: credits.meta({ description: "What could be spent from the pocket afterwards." }),
            changes: z.strictObject({ plan: credits, promo: credits, wallet: credits, held: credits, debt: credits }),
            events: z.int().nullable().meta({ description: "How many charged events it stands for." }),
            effect: z.string().meta({ description: "The business reason, unique in its pocket." }),
            actor: z.string(),
            reference: text,
          })
          .meta({ id: "LedgerEntry" }),
      ),
      next_cursor: text,
    })
    .meta({ id: "Ledger" }),
  answers: ["invalid"],
  example: {
    path: "/v1/ledger?kind=usage&limit=1",
    answer: {
      entries: [
        {
          tx: 2,
          pocket: "main",
          kind: "usage",
          at: "2026-06-24T10:00:00.25Z",
          credits: -1,
          balance: 4999,
          changes: { plan: 0, promo: 0, wallet: -1, held: 0, debt: 0 },
          events: 1,
          effect: "usage:2",
          actor: "apiKey:key_01m7zpeanzfbf8ej827vn8j05n",
          reference: null,
        },
      ],
      next_cursor: null,
    },
  },
});
