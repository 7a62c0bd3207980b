import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { moveCredits, withdrawCredits } from "@/lib/ledger/move-credits";
import { settleHold } from "@/lib/metering/close-hold";
import { openHold } from "@/lib/metering/hold";
import { priceEvent } from "@/lib/metering/price-event";
import { usageEvent } from "@/lib/metering/schema";
import { withCurrent } from "@/lib/metering/with-current";
import { subscribe } from "@/lib/plans/subscribe";
import { sell } from "../selling/sell";
import { eventsOf } from "./days";
import type { Act, Draft, Story, Times } from "./story";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export function purchase(at: Date, credits: number, pocket = "main"): Act {
  return { at, run: (ctx, till) => sell(ctx, till, { credits, pocket }) };
}

/** As much as is still needed to end near a balance, in steps that somebody would buy. */
export function lastPurchase(at: Date, story: Story, times: Times, endCredits: number): Act {
  const run: Act["run"] = async (ctx, till) => {
    const current = await withCurrent(ctx, async (known) => known);
    let restMicro = 0n;
    for (const { event } of eventsOf(story, times, at)) {
      if (!event.number) restMicro += priceEvent(event, { ...current, now: ctx.now })?.amountMicro ?? 0n;
    }
    const { availableMicro } = await readBalance(ctx);
    const needed = Number((wholeCredits(endCredits) + restMicro - availableMicro) / wholeCredits(1));
    return sell(ctx, till, { credits: Math.max(1_000, Math.ceil(needed / 500) * 500) });
  };
  return { at, run };
}

export function promo(at: Date, credits: number, days: number): Act {
  const run = (ctx: Context) =>
    grantCredits(ctx, {
      fund: "promo",
      amountMicro: wholeCredits(credits),
      source: "promo",
      effectKey: `promo:${at.getTime()}`,
      expiresAt: new Date(at.getTime() + days * dayMs),
    });
  return { at, run };
}

/** Taken once; the worker of the demo's own time renews it, and so does whoever tells its story. */
export function plan(at: Date, planId: string): Act {
  return { at, run: (ctx) => subscribe(ctx, planId) };
}

/** Announced with so many seconds, over after so many. */
export function call(at: Date, draft: Draft, seconds: number): Act[] {
  const id = `call-${at.getTime()}`;
  const event = usageEvent.parse({ id, direction: "outbound", ...draft });
  const over = new Date(at.getTime() + seconds * 1_000);
  return [
    { at, run: (ctx) => openHold(ctx, event, new Date(at.getTime() + hourMs)) },
    { at: over, run: (ctx) => settleHold(ctx, id, { quantity: seconds }) },
  ];
}

/** Still in flight when the story ends. */
export function inFlight(at: Date, draft: Draft, days: number): Act {
  const event = usageEvent.parse({ id: `held-${at.getTime()}-${draft.channel}`, direction: "outbound", ...draft });
  return { at, run: (ctx) => openHold(ctx, event, new Date(at.getTime() + days * dayMs)) };
}

export function changeAgent(at: Date, id: string, to: Partial<typeof agents.$inferInsert>): Act {
  const run = (ctx: Context) =>
    inWorkspace(ctx, (tx) =>
      tx
        .update(agents)
        .set(to)
        .where(and(eq(agents.workspaceId, ctx.workspaceId), eq(agents.id, id))),
    );
  return { at, run };
}

/** Nobody is told of what is long past, so the mark is set when the story is nearly over. */
export function watch(ctx: Context, lowCredits: number | null): Promise<unknown> {
  const lowMicro = lowCredits === null ? null : wholeCredits(Math.round(lowCredits));
  return inWorkspace(ctx, (tx) =>
    tx
      .update(pockets)
      .set({ lowMicro })
      .where(and(eq(pockets.workspaceId, ctx.workspaceId), eq(pockets.id, "main"))),
  );
}

/** Ends on the same figure whatever the weekday: what is above it goes to a number, what is missing is given. */
export function endOn(at: Date, availableMicro: bigint, number: string): Act {
  const run = async (ctx: Context) => {
    const above = (await readBalance(ctx)).availableMicro - availableMicro;
    if (above > 0n)
      return moveCredits(ctx, { from: "main", to: number, amountMicro: above, effectKey: `move:${at.getTime()}` });
    if (above === 0n) return;
    const effectKey = `adjust:${at.getTime()}`;
    return grantCredits(ctx, { fund: "wallet", amountMicro: -above, source: "adjustment", effectKey });
  };
  return { at, run };
}

/** Somebody fills up a number and leaves nothing for the rest. */
export function moveEverything(at: Date, number: string): Act {
  const run = async (ctx: Context) => {
    const { walletMicro } = await readBalance(ctx);
    const move = { from: "main", to: number, amountMicro: walletMicro, effectKey: `move:${at.getTime()}` };
    if (walletMicro > 0n) await moveCredits(ctx, move);
  };
  return { at, run };
}

/** The operator takes back what was granted by mistake. */
export function correct(at: Date, credits: number, reference: string): Act {
  const effectKey = `adjust:${at.getTime()}`;
  return {
    at,
    run: (ctx) => withdrawCredits(ctx, { amountMicro: wholeCredits(credits), effectKey, reference }),
  };
}
