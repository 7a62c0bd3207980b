import { z } from "zod";
import { addressing, channels, directions } from "@/lib/rates/channels";

const id = z.string().min(1).max(255);
const name = z.string().min(1).max(64);
const line = (max: number) => z.string().min(1).max(max);

const shape = {
  /** Yours: the same id twice is one event. */
  id,
  channel: z.enum(channels),
  direction: z.enum(directions).default("outbound"),
  to: line(320).optional(),
  from: line(320).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "country_code")
    .optional(),
  category: name.optional(),
  parts: z.int().min(1).max(1_000).optional(),
  seconds: z.int().min(0).max(86_400).optional(),
  agent: name.optional(),
  number: name.optional(),
  feature: name.optional(),
  user: line(128).optional(),
  occurred_at: z.iso.datetime({ offset: true, error: "instant" }).optional(),
  reference: line(255).optional(),
  tags: z
    .record(name, z.string().max(255))
    .refine((tags) => Object.keys(tags).length <= 20, "too_many_tags")
    .optional(),
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
  for (const [path, value] of Object.entries(event)) {
    if (typeof value === "string" && value.includes("\0")) complain(path as keyof Shape, "invisible_characters");
  }
}

export const usageEvent = z.strictObject(shape).check(({ value, issues }) => consistent(value, issues));
export type UsageEvent = z.output<typeof usageEvent>;
