import { z } from "zod";
import { campaign } from "@/lib/metering/campaign";
import { refusalCodes } from "@/lib/metering/verdicts";
import { channels } from "@/lib/rates/channels";
import { limited } from "../answers";
import { contract } from "../contract";
import { credits, funds, instant } from "../fields";
import { holdState } from "./holds";

const text = z.string().nullable();

export const quoteCampaign = contract({
  id: "quoteCampaign",
  method: "POST",
  path: "/v1/quote",
  summary: "Quote a campaign",
  about: [
    "What so many messages and calls would cost at the rates of this moment, from which funds it would be paid, and every limit that would refuse some of it. Nothing is charged or kept back.",
    "With `reserve` the total is kept back as one hold, judged like any other. Settle it with the `credits` that were used, or release it before the messages are charged one by one. A reservation that is not possible is refused like an event.",
  ],
  beside: [{ scope: "holds:write", when: "with `reserve`" }],
  body: campaign,
  output: z
    .strictObject({
      lines: z.array(
        z.strictObject({
          channel: z.enum(channels),
          direction: z.enum(["outbound", "inbound"]),
          country: text,
          prefix: text,
          category: text,
          count: z.int(),
          rate: text.meta({ description: "The id of the rate; null where nobody has set one." }),
          credits_each: credits
            .nullable()
            .meta({ description: "By the card; a template through a number costs one of its credits." }),
          credits: credits.nullable(),
        }),
      ),
      total: credits,
      funds,
      short_by: credits.meta({ description: "What the funds do not cover." }),
      would_hit: z
        .array(
          z.strictObject({
            code: z.enum(refusalCodes),
            short_by: credits.nullable(),
            limit: credits.nullable(),
            resets_at: instant.nullable(),
          }),
        )
        .meta({ description: "Everything that would refuse some of it; empty when all of it can be sent." }),
      hold: z
        .strictObject({
          id: z.string(),
          status: z.enum(["held", "duplicate"]),
          state: holdState,
          credits,
          expires_at: instant,
        })
        .nullable(),
    })
    .meta({ id: "Quote" }),
  answers: ["invalid", ...limited, "no_rate", "key_reused", "too_large", "unsupported_media_type"],
  example: {
    body: {
      lines: [
        { channel: "sms", country: "AO", count: 1200 },
        { channel: "whatsapp", category: "marketing", country: "AO", count: 300 },
      ],
    },
    answer: {
      lines: [
        {
          channel: "sms",
          direction: "outbound",
          country: "AO",
          prefix: null,
          category: null,
          count: 1200,
          rate: "sms.outbound.AO",
          credits_each: 1,
          credits: 1200,
        },
        {
          channel: "whatsapp",
          direction: "outbound",
          country: "AO",
          prefix: null,
          category: "marketing",
          count: 300,
          rate: "whatsapp.outbound.marketing.*",
          credits_each: 2,
          credits: 600,
        },
      ],
      total: 1800,
      funds: { plan: 0, promo: 0, wallet: 1800, number: 0 },
      short_by: 0,
      would_hit: [],
      hold: null,
    },
  },
});
