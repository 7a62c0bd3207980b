import { z } from "zod";
import { parseNumber, type Separators } from "@/components/forms/parse-number";
import { readAddresses } from "@/lib/api-keys/read-addresses";
import { key, scopesIn, settingsInput } from "@/lib/api-keys/schema";
import type { KeySettings } from "@/lib/api-keys/settings";
import { parseCredits } from "@/lib/credits";
import { AppError } from "@/lib/errors";
import { dayBounds, type LocalDay } from "@/lib/time";

export type Reader = { separators: Separators; timeZone: string; now: Date };

/** The form as one person wrote it, in the workspace's zone: everything that is wrong with it is found at once. */
export function newKeyInput(reader: Reader) {
  return withScopes(z.strictObject(shapeFor(reader)));
}

export function changeKeyInput(reader: Reader) {
  return withScopes(z.strictObject({ key, ...shapeFor(reader) }));
}

type Read = z.output<ReturnType<typeof newKeyInput>>;

export function settingsOf(read: Read): KeySettings {
  const { name, limit: monthlyLimitMicro, lastDay: expiresAt, addresses } = read;
  return { name, scopes: scopesIn(read), monthlyLimitMicro, expiresAt, addresses };
}

function shapeFor({ separators, timeZone, now }: Reader) {
  return {
    ...settingsInput,
    limit: settingsInput.limit.transform((text, check) => read(check, () => readLimit(text, separators))),
    lastDay: settingsInput.lastDay.transform((day, check) => read(check, () => day && endOf(day, timeZone, now))),
    addresses: settingsInput.addresses.transform((text, check) => read(check, () => readAddresses(text))),
  };
}

/** Looked at also when something else is wrong. */
function withScopes<S extends z.ZodType<object>>(schema: S) {
  return schema.refine((sent) => scopesIn(sent).length > 0, {
    path: ["scopes"],
    error: "scopes_needed",
    when: ({ value }) => typeof value === "object" && value !== null,
  });
}

/** A refusal of one field, told beside those of the others. */
function read<T>(check: z.RefinementCtx, reading: () => T): T {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    check.addIssue({ code: "custom", message: error.key, params: error.details.values });
    return z.NEVER;
  }
}

function readLimit(text: string, separators: Separators): bigint | null {
  const parsed = parseNumber(text, separators);
  if (parsed.kind === "empty") return null;
  if (parsed.kind === "ambiguous") throw new AppError("invalid", "number_ambiguous", { field: "limit" });
  const micro = parsed.kind === "number" ? parseCredits(parsed.value) : null;
  if (micro === null || micro < 0n || micro > most) throw new AppError("invalid", "credits", { field: "limit" });
  return micro;
}

/** What the database's column holds, with room to add. */
const most = 10n ** 18n;

function endOf(day: LocalDay, timeZone: string, now: Date): Date {
  const { end } = dayBounds(day, timeZone);
  if (end <= now) throw new AppError("invalid", "day_past", { field: "lastDay" });
  return end;
}
