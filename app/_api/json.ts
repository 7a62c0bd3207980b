import type { z } from "zod";
import { creditsToDecimal } from "@/lib/credits";

/** What a handler hands over for a described answer: micro-credits where the answer says credits, a Date where it says an instant. */
export type Sent<T> = T extends number & z.core.$brand<"credits">
  ? bigint
  : T extends string & z.core.$brand<"instant">
    ? Date
    : T extends readonly (infer Item)[]
      ? readonly Sent<Item>[]
      : T extends object
        ? { [K in keyof T]: Sent<T[K]> }
        : T;

/** Written as text: a JSON number of our own digits is exact, one that passed through a float may not be. */
export function writeJson(value: unknown): string {
  if (typeof value === "bigint") return creditsToDecimal(value);
  if (value instanceof Date) return JSON.stringify(writeInstant(value));
  if (Array.isArray(value))
    return `[${value.map((item) => (item === undefined ? "null" : writeJson(item))).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${writeJson(item)}`).join(",")}}`;
}

/** To the second where nothing is lost by it. */
function writeInstant(instant: Date): string {
  return instant.toISOString().replace(/\.000Z$/, "Z");
}
