import type { Translate } from "@/lib/i18n/translator";

const known = ["campaigns", "automations", "ai", "content"] as const;

/** The names of features are the caller's own; the usual ones are told in the reader's language. */
export function featureName(feature: string | null, t: Translate<"usage">): string {
  if (feature === null) return t("features.none");
  const usual = known.find((one) => one === feature);
  return usual ? t(`features.${usual}`) : feature;
}
