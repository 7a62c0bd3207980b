import { actorText, type Context } from "@/lib/context";

/** The words beside "Add a card" and beside the choice to keep one; other words are another version. */
export const consentVersion = "2026-11";

/** Travels with the page on which a card is kept, and comes back with the card. */
export function consentMetadata({ actor, now }: Context): Record<string, string> {
  return { consent_version: consentVersion, consent_by: actorText(actor), consent_at: now.toISOString() };
}

export type Consent = { version: string; by: string; at: Date };

export function consentIn(metadata: Record<string, string> | null): Consent | null {
  const { consent_version: version, consent_by: by, consent_at: at } = metadata ?? {};
  return version && by && at ? { version, by, at: new Date(at) } : null;
}
