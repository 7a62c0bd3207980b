import "server-only";
import { inWorkspace, systemDatabase } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { claimCredits } from "@/lib/ledger/claim-credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { moveCredits, withdrawCredits } from "@/lib/ledger/move-credits";
import { releaseHold, settleHold, sweepHolds } from "@/lib/metering/close-hold";
import { extendHold, openHold } from "@/lib/metering/hold";
import { meterOne, meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { type UsageEvent, usageEvent } from "@/lib/metering/schema";
import { agentIn, later, numberIn, watchedWorkspaceWith } from "@/lib/metering/testing";
import { foldPosted } from "@/lib/statement/fold-posted";

const sms = (id: string, extra: Partial<UsageEvent> = {}) =>
  usageEvent.parse({ id, channel: "sms", to: "+244923000000", ...extra });
const call = (id: string) => usageEvent.parse({ id, channel: "voice", to: "+244923000000", seconds: 60, agent: "ana" });

/** Some of everything that can happen to credits. */
export async function livelyBooks(): Promise<Context> {
  const ctx = await watchedWorkspaceWith({ promo: 3, wallet: 60 }, { lowCredits: 50 });
  await agentIn(ctx, "ana");
  await numberIn(ctx, "sales", { credits: 2, usesWorkspace: true });
  const { workspaceId } = ctx;
  const key = "key_first";
  await inWorkspace(ctx, (tx) =>
    tx
      .insert(apiKeys)
      .values({ workspaceId, id: key, name: "First", lookup: key, secretHash: "", scopes: [], createdAt: ctx.now }),
  );
  const asKey: Context = { ...ctx, actor: { kind: "apiKey", id: key } };
  await grantCredits(ctx, {
    fund: "plan",
    amountMicro: wholeCredits(10),
    source: "renewal",
    effectKey: "renewal:1",
    costMinor: 777n,
    expiresAt: later(ctx, 30).now,
  });
  await meterUsage(asKey, [
    sms("a", { agent: "ana" }),
    sms("b", { parts: 4, feature: "ai" }),
    sms("c", { number: "sales" }),
  ]);
  await meterUsage(ctx, [sms("huge", { parts: 200 }), sms("d", { number: "sales", parts: 3 })]);
  await meterOne(ctx, sms("e", { agent: "ana" }));
  await openHold(asKey, call("settled"), later(ctx, 60).now);
  await openHold(ctx, call("open"), later(ctx, 90).now);
  await openHold(ctx, sms("released"), later(ctx, 90).now);
  await openHold(ctx, sms("lapsed"), later(ctx, 1).now);
  await extendHold(later(ctx, 1), "open", { quantity: 120, expiresAt: later(ctx, 90).now });
  await settleHold(later(ctx, 2), "settled", { quantity: 30 });
  await releaseHold(later(ctx, 3), "released");
  await sweepHolds(systemDatabase(), later(ctx, 4).now);
  await returnUsage(later(ctx, 5), "b", "undelivered");
  await moveCredits(later(ctx, 6), { from: "main", to: "sales", amountMicro: wholeCredits(4), effectKey: "move:1" });
  await withdrawCredits(later(ctx, 7), { amountMicro: wholeCredits(3), effectKey: "adjust:1" });
  await foldPosted(systemDatabase(), { transactions: 1, events: 1 });
  await meterUsage(later(ctx, 40), [sms("late", { parts: 2 })]);
  const claim = { origin: "first:wallet", takenMicro: wholeCredits(2), keptMicro: wholeCredits(1) };
  await claimCredits(later(ctx, 41), { ...claim, effectKey: "refund:1", reference: "first:wallet" });
  return ctx;
}
