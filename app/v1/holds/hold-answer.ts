import { microOf } from "@/app/_api/fields";
import { Refusal } from "@/app/_api/refusal";
import type { Context } from "@/lib/context";
import type { Hold } from "@/lib/metering/data";

export function expiryOf(ctx: Context, seconds: number): Date {
  return new Date(ctx.now.getTime() + seconds * 1000);
}

type Sent = { seconds?: number; parts?: number; credits?: number };

/** A campaign's reservation has no rate of its own: what became of it is told in credits. */
function isReservation({ event }: Hold): boolean {
  return event.rate === null && event.is_template !== true;
}

/** A call is measured in seconds, everything else in parts. */
export function quantityOf(hold: Hold, sent: Sent): number | undefined {
  const isCall = hold.event.channel === "voice";
  if (isCall && sent.parts !== undefined) throw problem("parts", "parts_of_messages");
  if (!isCall && sent.seconds !== undefined) throw problem("seconds", "seconds_of_calls");
  const quantity = sent.seconds ?? sent.parts;
  if (quantity !== undefined && sent.credits === undefined && isReservation(hold)) {
    throw problem(isCall ? "seconds" : "parts", "reservation_in_credits");
  }
  return quantity;
}

const mostTimes = 10n;

/** What a reservation used, if it is told. One wrong unit must not put a workspace into debt for years. */
export function usedOf(hold: Hold, { credits }: Sent): bigint | undefined {
  if (credits === undefined) return undefined;
  if (!isReservation(hold)) throw problem("credits", "credits_of_reservations");
  const micro = microOf(credits);
  if (micro > hold.amountMicro * mostTimes) throw problem("credits", "far_beyond_hold");
  return micro;
}

function problem(param: keyof Sent, sentence: string): Refusal {
  return new Refusal("invalid", { param, sentence: `problems.${sentence}` });
}

export function unknownHold(): Refusal {
  return new Refusal("not_found", { param: "id" });
}

export function closedHold(state: Hold["state"]): Refusal {
  return new Refusal("hold_closed", { param: "id", values: { state } });
}
