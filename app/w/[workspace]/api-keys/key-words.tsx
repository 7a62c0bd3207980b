import { Status, type Tone } from "@/components/ui/status";
import type { ListedKey } from "@/lib/api-keys/data";
import type { Formatter } from "@/lib/format";
import type { ApiScope } from "@/lib/gate/permissions";
import type { Translate } from "@/lib/i18n/translator";
import { offeredScopes } from "./offered-scopes";

export type KeyWords = Translate<"api-keys">;

/** Message keys hold no colon. */
export const scopeKeys = {
  "credits:read": "credits_read",
  "usage:read": "usage_read",
  "recipients:read": "recipients_read",
  "usage:write": "usage_write",
  "holds:write": "holds_write",
  "agents:write": "agents_write",
  "numbers:write": "numbers_write",
  "webhooks:write": "webhooks_write",
} as const satisfies Record<ApiScope, string>;

export function scopeList(key: ListedKey, t: KeyWords): string {
  const held = offeredScopes.filter((scope) => key.scopes.includes(scope));
  if (held.length === offeredScopes.length) return t("scopes.all");
  return held.map((scope) => t(`scopes.${scopeKeys[scope]}.short`)).join(" · ");
}

const beginning = "saldo_live_";

/** How somebody recognises a key without it being shown: where it begins and how it ends. */
export function KeyMask({ lookup, lastFour }: { lookup: string; lastFour: string | null }) {
  return (
    <span className="font-mono text-xs font-normal wrap-anywhere text-ink-3">
      {beginning}
      <wbr />
      {lookup.slice(0, 4)}…{lastFour}
    </span>
  );
}

export function KeyName({ listed: { name, lookup, lastFour } }: { listed: ListedKey }) {
  return (
    <span className="block min-w-0 py-0.5">
      <span className="block wrap-anywhere">{name}</span>
      <KeyMask lookup={lookup} lastFour={lastFour} />
    </span>
  );
}

/** What its monthly limit counts. */
export function countedMicro({ usedMicro, heldMicro }: ListedKey): bigint {
  return usedMicro + heldMicro;
}

export function atLimit(key: ListedKey): boolean {
  return key.monthlyLimitMicro !== null && countedMicro(key) >= key.monthlyLimitMicro;
}

const tones: Record<ListedKey["state"] | "limit", Tone> = {
  works: "ok",
  limit: "warn",
  expired: "danger",
  revoked: "quiet",
};

export function KeyState({ listed, t }: { listed: ListedKey; t: KeyWords }) {
  const state = listed.state === "works" && atLimit(listed) ? "limit" : listed.state;
  return <Status tone={tones[state]}>{t(`states.${state}`)}</Status>;
}

export function whenUsed(at: Date | null, now: Date, fmt: Formatter, t: KeyWords): string {
  if (!at) return t("list.never");
  return now.getTime() - at.getTime() < 60_000 ? t("list.justNow") : fmt.relative(at, now);
}
