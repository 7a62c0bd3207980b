import { z } from "zod";
import { addressing, channels, directions } from "@/lib/rates/channels";

// A database keeps neither a zero character nor half of a pair.
const unwritable = /\0|[\u{d800}-\u{dfff}]/u;

/** Text as it may be kept. */
export const cleanText = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((text) => !unwritable.test(text), "unwritable");

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** What turns the direction of the text around it, so that it is read as another one. */
const turning = /[\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
const format = /\p{Cf}/u;
const visible = /(?!\p{Default_Ignorable_Code_Point})\S/u;

/** Text that people read as one line among others. Joiners stay: some scripts are written with them. */
export const cleanName = (max: number) =>
  cleanText(max)
    .refine((text) => !control.test(text) && !turning.test(text), "invisible")
    .refine((text) => visible.test(text), "blank");

/** An id is compared, copied and put into an address: two that look alike are alike. */
export const idText = (max: number) =>
  cleanText(max)
    .refine((text) => !control.test(text) && !format.test(text), "invisible")
    .refine((text) => visible.test(text), "blank")
    // An address loses these two, however they are written.
    .refine((text) => text !== "." && text !== "..", "dots");

const name = (about: string) => cleanName(64).optional().meta({ description: about });
const knownId = (about: string) => idText(64).optional().meta({ description: about });

/** A calendar that every part of the product can write down. */
const isKeepable = (text: string) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1970 && year < 3000;
};

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, "country_code")
  .meta({ description: "ISO 3166, two letters." });
export const parts = z.int().min(1).max(1_000).meta({ description: "Parts of a long message; 1 if left out." });
export const seconds = z
  .int()
  .min(0)
  .max(86_400)
  .meta({ description: "How long a call was. Calls need it, nothing else has it." });

/** The one name that a record would drop without a word. */
function refuseLostName(tags: unknown, { addIssue }: z.RefinementCtx): unknown {
  if (typeof tags === "object" && tags !== null && Object.hasOwn(tags, "__proto__")) {
    addIssue({ code: "custom", message: "tag_name", path: ["__proto__"] });
  }
  return tags;
}

const shape = {
  id: idText(255).meta({
    description: "Yours, and the idempotency key: the same id twice is one event. A UUIDv7 is kept most cheaply.",
  }),
  channel: z.enum(channels),
  direction: z.enum(directions).default("outbound"),
  to: cleanText(320)
    .optional()
    .meta({ description: "Who an outbound event went to: a phone number with its country code, or an address." }),
  from: cleanText(320).optional().meta({ description: "Who an inbound event came from." }),
  country: countryCode.optional(),
  category: name("A template's category, or the kind of an AI or automation call."),
  parts: parts.optional(),
  seconds: seconds.optional(),
  agent: knownId("An agent's id; it has to exist."),
  number: knownId("A number's id, when the event was sent through it; it has to exist."),
  feature: name("What the event belongs to; groups and filters of the usage pages."),
  user: cleanName(128).optional().meta({ description: "Who caused it, as you name them." }),
  occurred_at: z.iso
    .datetime({ offset: true, error: "instant" })
    .refine(isKeepable, "instant")
    .optional()
    .meta({ description: "When it happened, from 35 days ago to 5 minutes ahead; now if left out." }),
  reference: cleanText(255).optional().meta({ description: "Anything you want to find it by." }),
  tags: z
    .preprocess(
      refuseLostName,
      z.record(cleanText(64), cleanText(255, 0)).refine((tags) => Object.keys(tags).length <= 20, "too_many_tags"),
    )
    .optional()
    .meta({ description: "At most 20 pairs of texts." }),
};

type Shape = z.infer<z.ZodObject<typeof shape>>;

/** What one field demands of another. */
function consistent(event: Shape, issues: { push: (issue: z.core.$ZodRawIssue) => unknown }): void {
  const complain = (path: keyof Shape, message: string) =>
    issues.push({ code: "custom", path: [path], message, input: event[path] });
  const [wanted, other] = event.direction === "outbound" ? (["to", "from"] as const) : (["from", "to"] as const);
  const way = addressing[event.channel];
  if (way !== "none" && event[wanted] === undefined) complain(wanted, "required");
  if (way === "none" && event[wanted] !== undefined) complain(wanted, "no_recipient");
  if (event[other] !== undefined) complain(other, event.direction === "outbound" ? "from_outbound" : "to_inbound");
  if (event.channel === "voice" && event.seconds === undefined) complain("seconds", "required");
  if (event.channel !== "voice" && event.seconds !== undefined) complain("seconds", "seconds_of_calls");
  if (event.channel === "voice" && event.parts !== undefined) complain("parts", "parts_of_messages");
}

export const usageEvent = z
  .strictObject(shape)
  .check(({ value, issues }) => consistent(value, issues))
  .meta({ id: "UsageEvent" });
export type UsageEvent = z.output<typeof usageEvent>;

const mostHeldSeconds = 86_400;
export const expiresIn = z.int().min(10).max(mostHeldSeconds).meta({
  description: "Seconds until the hold ends by itself: a call is then charged as announced, all else is given back.",
});

/** An event that is announced before it happens. */
export const heldUsage = z
  .strictObject({ ...shape, expires_in: expiresIn.default(900) })
  .check(({ value: { expires_in: _, ...event }, issues }) => consistent(event, issues))
  .meta({ id: "HeldUsage" });
