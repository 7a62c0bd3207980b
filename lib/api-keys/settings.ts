import type { ApiScope } from "@/lib/gate/permissions";

/** What its owner may set of a key. */
export type KeySettings = {
  name: string;
  scopes: readonly ApiScope[];
  /** Credits per calendar month of the workspace's zone. Null is no limit. */
  monthlyLimitMicro: bigint | null;
  /** Null is never. */
  expiresAt: Date | null;
  /** Networks as CIDR. Null is anywhere. */
  addresses: readonly string[] | null;
};

type Kept = Omit<KeySettings, "scopes"> & { scopes: readonly string[] };

/** As the audit line keeps them: what JSON can hold, the same text for the same setting. */
export function settingsText(settings: Kept) {
  return {
    name: settings.name,
    scopes: [...settings.scopes].sort(),
    monthlyLimitMicro: settings.monthlyLimitMicro?.toString() ?? null,
    expiresAt: settings.expiresAt?.toISOString() ?? null,
    addresses: settings.addresses ? [...settings.addresses].sort() : null,
  };
}

type SettingsText = ReturnType<typeof settingsText>;

/** What differs, before and after; null when nothing does. */
export function changesBetween(before: SettingsText, after: SettingsText) {
  const changed = (Object.keys(after) as (keyof SettingsText)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  if (changed.length === 0) return null;
  const only = (from: SettingsText) => Object.fromEntries(changed.map((field) => [field, from[field]]));
  return { before: only(before), after: only(after) };
}
