import { z } from "zod";
import { type ApiScope, apiScopes } from "@/lib/gate/permissions";
import { nameInput } from "@/lib/names";
import { isLocalDay } from "@/lib/time";

export const key = z.string().regex(/^key_[0-9a-z]{26}$/);

/** The last day the key works, in the workspace's zone. */
const lastDay = z
  .string()
  .trim()
  .transform((text, check) => {
    if (text === "") return null;
    if (isLocalDay(text)) return text;
    check.addIssue({ code: "custom", message: "day" });
    return z.NEVER;
  });

/** One box each, so that a form sent back still knows which were ticked. */
const ticks = Object.fromEntries(apiScopes.map((scope) => [scope, z.literal("on").optional()])) as Record<
  ApiScope,
  z.ZodOptional<z.ZodLiteral<"on">>
>;

/** As sent: what depends on the reader and the workspace is read by the page. */
export const settingsInput = {
  name: nameInput,
  /** In the reader's own way of writing numbers, which only the page knows. */
  limit: z.string().max(40),
  lastDay,
  /** As typed: separated by commas, semicolons, spaces or lines. */
  addresses: z.string().max(4000),
  ...ticks,
};

export const rotateKeyInput = z.strictObject({ key, overlap: z.enum(["now", "day", "week"], "invalid_choice") });
export const keyInput = z.strictObject({ key });
export const noInput = z.strictObject({});

export function scopesIn(input: Partial<Record<ApiScope, unknown>>): ApiScope[] {
  return apiScopes.filter((scope) => input[scope] !== undefined);
}
