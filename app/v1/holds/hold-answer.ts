import { Refusal } from "@/app/_api/refusal";
import type { Context } from "@/lib/context";
import type { Hold } from "@/lib/metering/data";

export function expiryOf(ctx: Context, seconds: number): Date {
  return new Date(ctx.now.getTime() + seconds * 1000);
}

/** A call is measured in seconds, everything else in parts. */
export function quantityOf(hold: Hold, sent: { seconds?: number; parts?: number }): number | undefined {
  const isCall = hold.event.channel === "voice";
  if (isCall && sent.parts !== undefined) {
    throw new Refusal("invalid", { param: "parts", sentence: "problems.parts_of_messages" });
  }
  if (!isCall && sent.seconds !== undefined) {
    throw new Refusal("invalid", { param: "seconds", sentence: "problems.seconds_of_calls" });
  }
  return sent.seconds ?? sent.parts;
}

export function unknownHold(): Refusal {
  return new Refusal("not_found", { param: "id" });
}

export function closedHold(state: Hold["state"]): Refusal {
  return new Refusal("hold_closed", { param: "id", values: { state } });
}
