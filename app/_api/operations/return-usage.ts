import { z } from "zod";
import { cleanText } from "@/lib/metering/schema";
import { contract } from "../contract";
import { credits, pathId } from "../fields";

export const returnUsage = contract({
  id: "returnUsage",
  method: "POST",
  path: "/v1/usage/[id]/return",
  summary: "Give an undelivered event's credits back",
  about: [
    "The credits go back to the funds they came from; what came from credits that have expired meanwhile expires. Asked twice, it gives back once.",
    "An event can be returned as long as its id is remembered, which is 36 days.",
  ],
  params: pathId(),
  body: z.strictObject({ reason: cleanText(255).optional() }),
  bodyMayBeEmpty: true,
  output: z.strictObject({
    id: z.string(),
    status: z.enum(["returned", "duplicate"]),
    credits: credits.meta({ description: "What was given back." }),
    balance: credits,
  }),
  answers: ["invalid", "not_found", "not_charged", "too_large", "unsupported_media_type"],
  example: {
    path: "/v1/usage/msg-2026-06-24-0001/return",
    body: { reason: "undelivered" },
    answer: { id: "msg-2026-06-24-0001", status: "returned", credits: 1, balance: 5000 },
  },
});
