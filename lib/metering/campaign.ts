import { z } from "zod";
import { addressing, channels, directions } from "@/lib/rates/channels";
import { cleanName, cleanText, countryCode, expiresIn, idText, parts, seconds } from "./schema";

const mostOfALine = 10_000_000;

const lineShape = {
  channel: z.enum(channels),
  direction: z.enum(directions).default("outbound"),
  country: countryCode.optional(),
  prefix: z
    .string()
    .regex(/^\+[1-9]\d{0,14}$/, "prefix")
    .optional()
    .meta({ description: "Where phone numbers begin, like +24492, if that is more exact than the country." }),
  category: cleanName(64).optional(),
  parts: parts.optional(),
  seconds: seconds.optional().meta({ description: "How long each call is." }),
  count: z.int().min(1).max(mostOfALine).meta({ description: "How many messages or calls." }),
};

export const campaignLine = z.strictObject(lineShape).check(({ value, issues }) => {
  const complain = (path: keyof typeof lineShape, message: string) =>
    issues.push({ code: "custom", path: [path], message, input: value[path] });
  const isCall = value.channel === "voice";
  if (isCall && value.seconds === undefined) complain("seconds", "required");
  if (!isCall && value.seconds !== undefined) complain("seconds", "seconds_of_calls");
  if (isCall && value.parts !== undefined) complain("parts", "parts_of_messages");
  if (addressing[value.channel] !== "phone" && value.prefix !== undefined) complain("prefix", "no_prefix");
});
export type CampaignLine = z.output<typeof campaignLine>;

const shape = {
  lines: z.array(campaignLine).min(1).max(200),
  agent: idText(64).optional(),
  number: idText(64).optional(),
  reserve: z
    .boolean()
    .default(false)
    .meta({ description: "Keep the total back as one hold. Takes the scope holds:write beside." }),
  id: idText(255).optional().meta({ description: "The hold's id; a reservation needs one, and nothing else has it." }),
  feature: cleanName(64).optional(),
  reference: cleanText(255).optional(),
  expires_in: expiresIn
    .optional()
    .meta({ description: "Seconds until the reservation is given back by itself; an hour if left out." }),
};

const ofReservations = ["id", "feature", "reference", "expires_in"] as const;

export const campaign = z
  .strictObject(shape)
  .check(({ value, issues }) => {
    const complain = (path: keyof typeof shape, message: string) =>
      issues.push({ code: "custom", path: [path], message, input: value[path] });
    if (value.reserve && value.id === undefined) complain("id", "reserve_id");
    for (const field of ofReservations) {
      if (!value.reserve && value[field] !== undefined) complain(field, "reserve_nothing");
    }
  })
  .meta({ id: "Campaign" });
export type Campaign = z.output<typeof campaign>;
