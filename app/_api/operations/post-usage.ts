import { z } from "zod";
import { usageEvent } from "@/lib/metering/schema";
import { spending } from "../answers";
import { contract } from "../contract";
import { credits } from "../fields";
import { chargedVerdict, duplicateVerdict, verdict } from "../verdict";

export const mostEvents = 5_000;

const batch = z.strictObject({ events: z.array(usageEvent).min(1).max(mostEvents) });

const batchAnswer = z
  .strictObject({
    events: z.array(verdict).meta({ description: "A verdict for each event, in the order they were sent." }),
    balance: credits.meta({ description: "What can be spent after all of them." }),
  })
  .meta({ id: "UsageBatch" });

const first = { id: "msg-2026-06-24-0001", channel: "sms", to: "+244923000000", parts: 1, feature: "reminders" };
const charged = {
  status: "charged",
  credits: 1,
  funds: { plan: 0, promo: 0, wallet: 1, number: 0 },
  balance: 4999,
};
const dayLongCall = { channel: "voice", to: "+244923000000", seconds: 86_400 };
const tooDear = {
  status: "refused",
  code: "insufficient_credits",
  short_by: 763,
  limit: null,
  resets_at: null,
  balance: 4997,
};

export const postUsage = contract({
  id: "postUsage",
  method: "POST",
  path: "/v1/usage",
  summary: "Charge usage",
  about: [
    "One event, or up to 5,000 in `events`. Each is judged in its order as if it had come alone: its id, its rate, the limits of its agent, of the key and of the workspace, and the credits that are left.",
    "A single event that is refused answers with 402, 422 or 409, and with the verdict beside the error. A batch answers 200 with a verdict for each event, unless the request itself is malformed: then nothing of it is charged.",
    "The same id with the same body is answered with the first answer again, as `duplicate`, for 36 days. The same id with another body is refused with `key_reused`.",
  ],
  body: z.union([usageEvent, batch]),
  formOf: (body) => (typeof body === "object" && body !== null && "events" in body ? batch : usageEvent),
  output: z.union([chargedVerdict, duplicateVerdict, batchAnswer]),
  answers: ["invalid", ...spending, "too_large", "unsupported_media_type"],
  example: {
    body: first,
    answer: { id: first.id, ...charged },
  },
  further: [
    {
      name: "batch",
      summary: "Several events, one of them refused",
      body: {
        events: [
          { id: "msg-2026-06-24-0002", channel: "sms", to: "+244923000000", parts: 2 },
          { id: "call-2026-06-24-0001", ...dayLongCall },
        ],
      },
      status: 200,
      answer: {
        events: [
          {
            id: "msg-2026-06-24-0002",
            status: "charged",
            credits: 2,
            funds: { plan: 0, promo: 0, wallet: 2, number: 0 },
            balance: 4997,
          },
          { id: "call-2026-06-24-0001", ...tooDear },
        ],
        balance: 4997,
      },
    },
    {
      name: "duplicate",
      summary: "The first event once more",
      body: first,
      status: 200,
      answer: { id: first.id, status: "duplicate", first: charged },
    },
    {
      name: "refusal",
      summary: "One event that the credits do not cover",
      body: { id: "call-2026-06-24-0002", ...dayLongCall },
      status: 402,
      answer: {
        error: {
          code: "insufficient_credits",
          message: "There are not enough credits for this.",
          request_id: "req_01m7zpppjxes6ajmz2h0s45brs",
        },
        id: "call-2026-06-24-0002",
        ...tooDear,
      },
    },
  ],
});
