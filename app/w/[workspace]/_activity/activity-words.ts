import type { Tone } from "@/components/ui/status";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";

export type ActivityWords = Translate<"activity">;

type Told = { kind: string; effectKey: string; reference: string | null; amountMicro: bigint };

export type TypeName = keyof typeof tones;

export const tones = {
  usage: "quiet",
  settle: "quiet",
  return: "info",
  grant: "ok",
  purchase: "ok",
  recharge: "ok",
  renewal: "ok",
  expire: "warn",
  expired: "warn",
  adjust: "info",
  refund: "warn",
  dispute: "warn",
  move: "info",
  hold: "quiet",
  release: "quiet",
  debt: "warn",
} as const satisfies Record<string, Tone>;

/** The effect key says what a kind alone does not: a purchase nobody pressed for. */
export function typeOf({ kind, effectKey }: Pick<Told, "kind" | "effectKey">): TypeName {
  if (kind === "purchase" && effectKey.startsWith("recharge:")) return "recharge";
  return kind in tones ? (kind as TypeName) : "adjust";
}

type Names = { pocketName: (id: string) => string; fmt: Formatter; t: ActivityWords };
type Entry = Told & { items?: number; heldMicro?: bigint; debtMicro?: bigint };

/** What happened, in a few words. */
export function whatOf(entry: Entry, { pocketName, fmt, t }: Names): string {
  const type = typeOf(entry);
  const comesIn = entry.amountMicro > 0n;
  switch (type) {
    case "usage":
      return t("what.usage", { items: t("what.items", { count: entry.items ?? 0 }) });
    case "adjust":
      return t(comesIn ? "what.adjustIn" : "what.adjustOut");
    case "refund":
      return t(comesIn ? "what.refundBack" : "what.refund");
    case "dispute":
      return t((entry.heldMicro ?? 0n) > 0n ? "what.disputeHeld" : "what.disputeOver");
    case "move":
      return t(comesIn ? "what.moveIn" : "what.moveOut", { name: pocketName(entry.reference ?? "") });
    case "debt":
      return t("what.debt", { n: fmt.credits(-(entry.debtMicro ?? 0n)) });
    case "expired":
      return t("what.expiredBack");
    default:
      return t(`what.${type}`);
  }
}

/** A reference that tells a reader something; keys of events and lots are in the entry's details. */
export function noteOf(entry: Told, t: ActivityWords): string | null {
  const type = typeOf(entry);
  if (type === "adjust") return entry.reference ? t("what.reason", { reason: entry.reference }) : t("what.noReason");
  return type === "purchase" || type === "recharge" || type === "refund" || type === "dispute" ? entry.reference : null;
}

/** "user:usr_…" as a name; a person or a key may be gone by now. */
export function whoOf(actor: string, names: ReadonlyMap<string, string>, t: ActivityWords): string {
  const [kind = "", id = ""] = actor.split(":");
  if (kind === "user") return names.get(id) ?? t("who.former");
  if (kind === "apiKey") return names.has(id) ? t("who.apiKey", { name: names.get(id) ?? "" }) : t("who.key");
  if (kind === "operator" || kind === "provider") return t(`who.${kind}`);
  return t("who.system");
}
