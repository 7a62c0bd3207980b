/** What can be sent, received or done for credits. */
export const channels = ["sms", "whatsapp", "voice", "telegram", "email", "slack", "ai", "automation"] as const;
export type Channel = (typeof channels)[number];

export const directions = ["outbound", "inbound"] as const;
export type Direction = (typeof directions)[number];

/** How the other side is addressed: by a phone number, by an address of another kind, or not at all. */
export const addressing: Record<Channel, "phone" | "email" | "handle" | "none"> = {
  sms: "phone",
  whatsapp: "phone",
  voice: "phone",
  telegram: "handle",
  email: "email",
  slack: "handle",
  ai: "none",
  automation: "none",
};

/**
 * The kind of usage people know from their telephone bill: "outbound_international_voice". Only a phone number is at home
 * or abroad.
 */
export function kindOfUsage(channel: Channel, direction: Direction, country: string | null, home: string): string {
  if (addressing[channel] !== "phone" || !country) return `${direction}_${channel}`;
  return `${direction}_${country === home ? "domestic" : "international"}_${channel}`;
}

/** Every kind that an event can be of. */
export const usageKinds: readonly string[] = channels.flatMap((channel) =>
  directions.flatMap((direction) => {
    const places = addressing[channel] === "phone" ? ["domestic_", "international_", ""] : [""];
    return places.map((place) => `${direction}_${place}${channel}`);
  }),
);
