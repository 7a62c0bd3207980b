import { z } from "zod";
import { csvFormats } from "@/lib/exports/formats";
import { isTimeZone } from "@/lib/workspaces/time-zones";
import { contract } from "../contract";
import { amountsInOrder, daysInOrder, filterFields, sort } from "./list-usage";

export const exportUsage = contract({
  id: "exportUsage",
  method: "GET",
  path: "/v1/usage.csv",
  summary: "Export usage as CSV",
  about: [
    "Everything that the same filters find in the list, in the same order, one line per event. All of it is of the moment the request came in, however long the download takes. What was returned has status `returned` and no credits, so that `credits_used` adds up to the list's `totals.credits`; a debt is part of `wallet_credits`. Where single events are kept for some months only, the file begins with the first kept day, which the header `Saldo-Kept-From` says.",
    "Lines end with CRLF and cells are quoted by RFC 4180. `timestamp` is ISO 8601 in the workspace's zone, or in `zone`; `timestamp_utc` is the same moment in UTC. `tags` is JSON. The formats for spreadsheets begin with a byte order mark, and put `'` before a text that would be run as a formula; `standard` leaves every text as it is.",
    "With `Accept-Encoding: gzip` the file is compressed on the way. A whole file ends with the trailers `Saldo-Rows`, `Saldo-Credits` and `Saldo-Sha256`, the last of the file before compression; a file that was cut off ends with none of them, and with a connection that breaks.",
  ],
  beside: [{ scope: "recipients:read", when: "for recipients in full" }],
  query: z
    .strictObject({
      ...filterFields,
      sort,
      format: z.enum(csvFormats).default("standard").meta({
        description: "`spreadsheet_pt` and `spreadsheet_id` separate by semicolon and write a decimal comma.",
      }),
      zone: z
        .string()
        .refine(isTimeZone, "zone")
        .optional()
        .meta({ description: "Of the column `timestamp`, like `Asia/Jakarta`; the workspace's if left out." }),
    })
    .refine(daysInOrder, { path: ["to"], error: "days_reversed" })
    .refine(amountsInOrder, { path: ["max"], error: "amounts_reversed" }),
  output: z.string(),
  media: "text/csv",
  answers: ["invalid"],
  example: {
    path: "/v1/usage.csv?channel=sms",
    answer: [
      "id,timestamp,timestamp_utc,channel,direction,kind,recipient,country,feature,agent,number,user,status,reason,units,credits_used,plan_credits,wallet_credits,promo_credits,number_credits,reference,tags",
      "msg-2026-06-24-0001,2026-06-24T11:00:00.250+01:00,2026-06-24T10:00:00.250Z,sms,outbound,outbound_domestic_sms,+244923000000,AO,reminders,,,,charged,,1,1,0,1,0,0,,",
      "",
    ].join("\r\n"),
  },
});
