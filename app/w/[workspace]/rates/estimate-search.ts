import { type Channel, channels } from "@/lib/rates/channels";

/** What somebody wants to know the price of, as it was typed. */
export type EstimateAsked = {
  /** Whether the form was sent. */
  asked: boolean;
  via: Channel;
  to: string;
  text: string;
  category: string;
  seconds: number | null;
  count: number | null;
};

/** Percent-encoded, the longest text still fits into an address. */
export const longestText = 1_000;
const mostRecipients = 10_000_000;
const longestCall = 86_400;

export function estimateAsked(
  given: Record<string, string | string[] | undefined>,
  said: (name: string) => string,
): EstimateAsked {
  const whole = (name: string, most: number) => {
    const typed = said(name).replaceAll(/[\s.,\u00a0]/g, "");
    const value = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
    return value >= 1 && value <= most ? value : null;
  };
  const [text = ""] = [given.text ?? ""].flat();
  return {
    asked: said("count") !== "",
    via: channels.find((one) => one === said("via")) ?? "sms",
    to: said("to").slice(0, 80) || said("q").slice(0, 80),
    text: text.replaceAll("\0", "").slice(0, longestText),
    category: said("category").slice(0, 64),
    seconds: whole("seconds", longestCall),
    count: whole("count", mostRecipients),
  };
}
