import { z } from "zod";
import { parseCredits } from "@/lib/credits";
import { channels } from "@/lib/rates/channels";
import { isLocalDay, type LocalDay } from "@/lib/time";
import { cleanText, countryCode } from "./schema";

export const usageStatuses = ["charged", "refused", "returned"] as const;

/** A date of the workspace's calendar. */
export const day = z.custom<LocalDay>((text) => typeof text === "string" && isLocalDay(text), "day");

/** Which credits paid; a debt is the wallet's. */
export const usageFunds = ["plan", "promo", "wallet", "number"] as const;

const several = <T extends z.ZodType>(one: T) => z.array(one).max(50).optional();

const digits = /^-?\d+(\.\d+)?$/;

/** A number as an address says it: digits alone, where a program's own reading would also take nothing, hexadecimals and blanks. */
export const inDigits = <T extends z.ZodType>(number: T) =>
  z.preprocess((text) => (typeof text === "string" && digits.test(text) ? Number(text) : text), number);

/** Credits as an address says them. */
const amount = inDigits(
  z
    .number()
    .min(0)
    .max(1_000_000_000)
    .refine((number) => parseCredits(String(number)) !== null, "decimals"),
);

/** What a list of usage may be narrowed by: the same words for the API, the page and its export. */
export const usageFilter = {
  from: day.optional(),
  to: day.optional(),
  /** The days on which events were posted, as a statement has them, where otherwise they are those on which they happened. */
  days: z.enum(["posted"]).optional(),
  channel: several(z.enum(channels)),
  kind: several(cleanText(64)),
  agent: several(cleanText(64)),
  number: several(cleanText(64)),
  country: several(countryCode),
  feature: several(cleanText(64)),
  status: several(z.enum(usageStatuses)),
  fund: several(z.enum(usageFunds)),
  key: several(cleanText(64)),
  user: cleanText(128).optional(),
  tag: cleanText(320).optional(),
  q: cleanText(320).optional(),
  min: amount.optional(),
  max: amount.optional(),
};

export type UsageFilter = z.output<z.ZodObject<typeof usageFilter>>;
