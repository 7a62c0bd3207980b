import type { Tone } from "@/components/ui/status";
import type { Translate } from "@/lib/i18n/translator";
import type { UsageRow } from "@/lib/metering/list-usage";

export type UsageWords = Translate<"usage">;

export type Standing = "charged" | "refused" | "returned";

export function standingOf({ refusal, returnedAt }: Pick<UsageRow, "refusal" | "returnedAt">): Standing {
  if (refusal !== null) return "refused";
  return returnedAt ? "returned" : "charged";
}

export const tones: Record<Standing, Tone> = { charged: "ok", refused: "danger", returned: "info" };

/** "Calls, international, outbound": of "outbound_international_voice". */
export function kindName(kind: string, t: UsageWords): string {
  const [direction = "", ...rest] = kind.split("_");
  const channel = rest.at(-1) ?? "";
  const place = rest.length > 1 ? (rest[0] ?? "") : "none";
  return t("kind", { channel: t(`channelsMany.${channel as "sms"}`), place, direction });
}

/** How much of it: 61 seconds are read as a length, parts as parts. */
export function quantityText(quantity: number, unit: string, channel: string, t: UsageWords): string {
  if (channel === "voice") return t("length", { minutes: Math.floor(quantity / 60), seconds: quantity % 60 });
  return t(unit === "part" ? "parts" : "messages", { count: quantity });
}
