import { Refusal } from "@/app/_api/refusal";
import { assertCharged, duplicateOf, refused } from "@/app/_api/verdict";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Campaign } from "@/lib/metering/campaign";
import { findHold } from "@/lib/metering/data";
import type { Quote } from "@/lib/metering/quote";
import { reserveCampaign } from "@/lib/metering/reserve-campaign";

/** The one hold of a campaign; asked again under the same id, the same one. */
export async function reserve(ctx: Context, campaign: Campaign, quote: Quote) {
  const { id } = campaign;
  invariant(id !== undefined, "a reservation was read with its id");
  if (quote.hits.some(({ code }) => code === "no_rate")) throw new Refusal("no_rate", { param: "lines" });
  const answer = await reserveCampaign(ctx, { ...campaign, id }, quote.totalMicro);
  if (answer.status === "held") {
    const { amountMicro, expiresAt } = answer;
    return { id, status: "held" as const, state: "open" as const, credits: amountMicro, expires_at: expiresAt };
  }
  if (answer.status !== "duplicate") throw refused(id, answer);
  assertCharged(duplicateOf(id, answer));
  const hold = await findHold(ctx, id);
  if (!hold) throw new Refusal("key_reused", { param: "id" });
  const { state, amountMicro, expiresAt } = hold;
  return { id, status: "duplicate" as const, state, credits: amountMicro, expires_at: expiresAt };
}
