import type { ChartColor } from "@/components/charts/types";
import type { Translate } from "@/lib/i18n/translator";

/** What is not here has no colour of its own: it is the rest, `c7`. */
export const channelColors: Record<string, ChartColor> = {
  sms: "c1",
  whatsapp: "c2",
  voice: "c3",
  email: "c4",
  telegram: "c5",
  slack: "c6",
};

export function channelName(channel: string, t: Translate<"usage">): string {
  return t(`channels.${channel as "sms"}`);
}
