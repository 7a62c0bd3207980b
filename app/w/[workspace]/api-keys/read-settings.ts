import { parseNumber, type Separators } from "@/components/forms/parse-number";
import { readAddresses } from "@/lib/api-keys/read-addresses";
import { type SettingsInput, scopesIn } from "@/lib/api-keys/schema";
import type { KeySettings } from "@/lib/api-keys/settings";
import { parseCredits } from "@/lib/credits";
import { AppError } from "@/lib/errors";
import { dayBounds, type LocalDay } from "@/lib/time";

type Reader = { separators: Separators; timeZone: string; now: Date };

/** What the form says, as one person wrote it, in the workspace's zone. */
export function readSettings(input: SettingsInput, { separators, timeZone, now }: Reader): KeySettings {
  const scopes = scopesIn(input);
  if (scopes.length === 0) throw new AppError("invalid", "scopes_needed", { field: "scopes" });
  return {
    name: input.name,
    scopes,
    monthlyLimitMicro: readLimit(input.limit, separators),
    expiresAt: input.lastDay && endOf(input.lastDay, timeZone, now),
    addresses: readAddresses(input.addresses),
  };
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
