import { and, eq, like } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { inOperation, inWorkspace } from "@/db";
import { adjustments } from "@/db/schema/adjustments";
import { outbox } from "@/db/schema/work";
import type { Context, OperatorContext } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { newId } from "@/lib/ids";
import { readBalance } from "@/lib/ledger/balance";
import { listAudit } from "@/lib/team/data";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { type AdjustmentWish, askAdjustment } from "./ask-adjustment";
import { decideAdjustment } from "./decide-adjustment";
import { operationOf, operator } from "./testing";

afterAll(closeStage);

async function stage() {
  const { ctx } = (await workspaceWith()).owner;
  const [first, second] = [operationOf(await operator("First")), operationOf(await operator("Second"))];
  const wish = (credits: number, more: Partial<AdjustmentWish> = {}): AdjustmentWish => ({
    id: newId("adj"),
    workspaceId: ctx.workspaceId,
    kind: "promo",
    creditsMicro: wholeCredits(credits),
    expiresAt: null,
    reason: "Sorry for yesterday",
    ...more,
  });
  return { ctx, first, second, wish };
}

const told = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(and(eq(outbox.workspaceId, ctx.workspaceId), like(outbox.effectKey, "announce:adjustment:%"))),
  );
const actionsOf = async (ctx: Context) => (await listAudit(ctx, { size: 20 })).rows.map(({ action }) => action);
const conflictWith = (key: string) => ({ code: "conflict", key });

it("promo credits are there at once, with the reason in the audit trail and in the workspace's notifications", async () => {
  const { ctx, first, wish } = await stage();
  const gift = wish(500);
  expect(await askAdjustment(first, gift)).toMatchObject({ state: "done", needsSecond: false });
  expect(await askAdjustment(first, gift), "pressed twice").toMatchObject({ id: gift.id });
  expect(await readBalance(ctx)).toMatchObject({ promoMicro: wholeCredits(500), walletMicro: 0n });
  const [line] = (await listAudit(ctx, { size: 1 })).rows;
  expect(line).toMatchObject({
    action: "credits.give",
    actor: { kind: "operator", name: "First" },
    after: { credits: "500", reason: "Sorry for yesterday" },
  });
  expect(await told(ctx)).toMatchObject([
    { payload: { notice: { kind: "promo_given", values: { credits: 500, reason: "Sorry for yesterday" } } } },
  ]);
});

it("a correction adds to the wallet and takes from it, never more than there is", async () => {
  const { ctx, first, wish } = await stage();
  await askAdjustment(first, wish(300, { kind: "correction" }));
  await askAdjustment(first, wish(-120, { kind: "correction" }));
  expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(180), promoMicro: 0n });
  const tooMuch = askAdjustment(first, wish(-181, { kind: "correction" }));
  await expect(tooMuch).rejects.toMatchObject({
    ...conflictWith("too_few_to_take"),
    details: { values: { there: 180 } },
  });
  expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(180) });
  expect(await actionsOf(ctx)).toHaveLength(3);
});

it("above the limit nothing moves until another operator agrees, never the one who asked", async () => {
  const { ctx, first, second, wish } = await stage();
  const large = wish(100_001);
  expect(await askAdjustment(first, large)).toMatchObject({ state: "waiting", needsSecond: true });
  expect(await readBalance(ctx)).toMatchObject({ promoMicro: 0n });
  const decision = { workspaceId: ctx.workspaceId, id: large.id, accept: true };
  await expect(decideAdjustment(first, decision)).rejects.toMatchObject({ code: "forbidden", key: "second_operator" });
  await decideAdjustment(second, decision);
  expect(await readBalance(ctx)).toMatchObject({ promoMicro: wholeCredits(100_001) });
  expect((await actionsOf(ctx)).slice(0, 2)).toEqual(["credits.accept", "credits.ask"]);
});

it("ten small ones of a day are a large one", async () => {
  const { ctx, first, second, wish } = await stage();
  await Promise.all([60_000, 60_000].map((credits) => askAdjustment(first, wish(credits))));
  expect(await readBalance(ctx), "one of two at once").toMatchObject({ promoMicro: wholeCredits(60_000) });
  expect(await askAdjustment(second, wish(60_000)), "another operator's own").toMatchObject({ state: "done" });
  const tomorrow = { ...first, now: new Date(first.now.getTime() + 86_400_001) };
  expect(await askAdjustment(tomorrow, wish(100_000))).toMatchObject({ state: "done" });
});

it("accepted by two at once, it is given once; refused, never", async () => {
  const { ctx, first, second, wish } = await stage();
  const third = operationOf(await operator("Third"));
  const [given, denied] = [wish(200_000), wish(300_000)];
  for (const asked of [given, denied]) await askAdjustment(first, asked);
  const accept = (by: OperatorContext, { id }: AdjustmentWish) =>
    decideAdjustment(by, { workspaceId: ctx.workspaceId, id, accept: true });
  const outcomes = await Promise.allSettled([second, third].map((by) => accept(by, given)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: conflictWith("adjustment_decided"),
  });
  await decideAdjustment(second, { workspaceId: ctx.workspaceId, id: denied.id, accept: false });
  await expect(accept(third, denied)).rejects.toMatchObject(conflictWith("adjustment_decided"));
  expect(await readBalance(ctx)).toMatchObject({ promoMicro: wholeCredits(200_000) });
  expect(await told(ctx)).toHaveLength(1);
});

it("the database takes nobody's word in another's name, no second word, and no member's", async () => {
  const { ctx, first, second, wish } = await stage();
  const large = wish(200_000);
  await askAdjustment(first, large);
  const here = eq(adjustments.id, large.id);
  const decide = (by: OperatorContext, decidedBy: string) =>
    inOperation(by, (tx) => tx.update(adjustments).set({ state: "done", decidedBy, decidedAt: by.now }).where(here));
  const refused = { cause: { code: "42501" } };
  await expect(decide(first, `operator:${second.actor.id}`), "in another's name").rejects.toMatchObject(refused);
  await expect(decide(first, `operator:${first.actor.id}`), "by oneself").rejects.toMatchObject({
    cause: { code: "23514" },
  });
  const byMember = inWorkspace(ctx, (tx) =>
    tx.insert(adjustments).values({ ...wish(5), state: "done", askedBy: "operator:usr_x", askedAt: ctx.now }),
  );
  await expect(byMember).rejects.toMatchObject(refused);
  await decideAdjustment(second, { workspaceId: ctx.workspaceId, id: large.id, accept: false });
  await expect(
    inOperation(second, (tx) => tx.update(adjustments).set({ creditsMicro: 1n }).where(here)),
  ).rejects.toMatchObject(refused);
});

it("to somebody who is no operator no workspace is there", async () => {
  const { ctx, wish } = await stage();
  const stranger = operationOf((await workspaceWith()).owner.userId);
  await expect(askAdjustment(stranger, wish(5))).rejects.toMatchObject({ code: "not_found" });
  expect(await readBalance(ctx)).toMatchObject({ promoMicro: 0n });
});
