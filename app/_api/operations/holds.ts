import { z } from "zod";
import { expiresIn, heldUsage, parts, seconds } from "@/lib/metering/schema";
import { limited, spending } from "../answers";
import { contract } from "../contract";
import { credits, creditsInput, funds, instant, pathId } from "../fields";
import { firstAnswer } from "../verdict";

const id = z.string();
export const holdState = z.enum(["open", "settled", "released", "expired"]);
const sending = ["too_large", "unsupported_media_type"] as const;

export const openHold = contract({
  id: "openHold",
  method: "POST",
  path: "/v1/holds",
  summary: "Hold credits for something announced",
  about: [
    "Keeps the credits of one event back before it happens, and is judged like the event itself. A call holds its next minutes, is extended while it goes on, and is charged once when it is settled.",
    "A hold's id is an event's id: the same id twice is one hold, answered as `duplicate`. It is never free for another hold, also when the id of an event would be forgotten.",
  ],
  body: heldUsage,
  output: z.discriminatedUnion("status", [
    z
      .strictObject({ id, status: z.literal("held"), credits, funds, expires_at: instant, balance: credits })
      .meta({ id: "Held" }),
    z
      .strictObject({
        id,
        status: z.literal("duplicate"),
        first: firstAnswer,
        hold: z
          .strictObject({ state: holdState, credits, expires_at: instant })
          .nullable()
          .meta({ description: "How the hold stands now." }),
      })
      .meta({ id: "DuplicateHold" }),
  ]),
  answers: ["invalid", ...spending, ...sending],
  example: {
    body: { id: "call-7731", channel: "voice", to: "+244923000000", seconds: 60, expires_in: 300 },
    answer: {
      id: "call-7731",
      status: "held",
      credits: 4,
      funds: { plan: 0, promo: 0, wallet: 4, number: 0 },
      expires_at: "2026-06-24T10:05:00Z",
      balance: 4996,
    },
  },
});

export const extendHold = contract({
  id: "extendHold",
  method: "POST",
  path: "/v1/holds/[id]/extend",
  summary: "Hold more, or for longer",
  about: [
    "`seconds` or `parts` is the new total, not what is added: asked twice for the same total, it adds nothing the second time. A hold never becomes smaller or shorter.",
  ],
  params: pathId(),
  body: z
    .strictObject({ seconds: seconds.optional(), parts: parts.optional(), expires_in: expiresIn.default(900) })
    .refine(({ seconds, parts }) => seconds === undefined || parts === undefined, {
      path: ["parts"],
      error: "parts_of_messages",
    }),
  bodyMayBeEmpty: true,
  output: z.strictObject({
    id,
    status: z.literal("extended"),
    credits: credits.meta({ description: "All that is held now." }),
    expires_at: instant,
  }),
  answers: ["invalid", "not_found", "hold_closed", ...limited, ...sending],
  example: {
    path: "/v1/holds/call-7731/extend",
    body: { seconds: 120, expires_in: 300 },
    answer: { id: "call-7731", status: "extended", credits: 8, expires_at: "2026-06-24T10:06:00Z" },
  },
});

export const settleHold = contract({
  id: "settleHold",
  method: "POST",
  path: "/v1/holds/[id]/settle",
  summary: "Charge what was delivered",
  about: [
    "By its quantity at the rate it was announced at; what was held if none is sent. Less gives the rest back; more draws what there is, and what is missing becomes debt. A campaign's reservation is settled by `credits`, ten times what was held at most, and may say how many messages or seconds that was.",
    "What was delivered is charged also after the hold has expired and was given back. A call that expired was charged as it was announced; its true length puts that right once: the estimate is given back, and the call is charged as another event under the same id.",
  ],
  params: pathId(),
  body: z
    .strictObject({ seconds: seconds.optional(), parts: parts.optional(), credits: creditsInput.optional() })
    .refine(({ seconds, parts }) => seconds === undefined || parts === undefined, {
      path: ["parts"],
      error: "parts_of_messages",
    }),
  bodyMayBeEmpty: true,
  output: z.discriminatedUnion("status", [
    z
      .strictObject({
        id,
        status: z.literal("charged"),
        credits,
        funds,
        debt: credits.meta({ description: "What the funds did not cover." }),
        balance: credits,
      })
      .meta({ id: "Settled" }),
    z.strictObject({ id, status: z.literal("duplicate"), credits, balance: credits }).meta({ id: "SettledBefore" }),
  ]),
  answers: ["invalid", "not_found", "hold_closed", ...sending],
  example: {
    path: "/v1/holds/call-7731/settle",
    body: { seconds: 95 },
    answer: {
      id: "call-7731",
      status: "charged",
      credits: 8,
      funds: { plan: 0, promo: 0, wallet: 8, number: 0 },
      debt: 0,
      balance: 4992,
    },
  },
});

export const releaseHold = contract({
  id: "releaseHold",
  method: "POST",
  path: "/v1/holds/[id]/release",
  summary: "Give a hold back",
  about: ["Nothing was delivered: everything goes back to where it came from. Asked twice, it is released once."],
  params: pathId(),
  body: z.strictObject({}),
  bodyMayBeEmpty: true,
  output: z.strictObject({ id, status: z.literal("released"), balance: credits }),
  answers: ["invalid", "not_found", "hold_closed", ...sending],
  example: { path: "/v1/holds/call-7732/release", answer: { id: "call-7732", status: "released", balance: 4992 } },
});
