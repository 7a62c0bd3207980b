import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { inWorkspace, systemDatabase } from "@/db";
import { agents } from "@/db/schema/agents";
import { lots, pockets } from "@/db/schema/ledger";
import { apiKeys } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { readBalance } from "@/lib/ledger/balance";
import { claimCredits } from "@/lib/ledger/claim-credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { type Moved, moveCredits, setFrozen, withdrawCredits } from "@/lib/ledger/move-credits";
import { sweepLots } from "@/lib/ledger/sweep-lots";
import { type Closed, releaseHold, settleHold, sweepHolds } from "../close-hold";
import { extendHold, type HoldVerdict, openHold } from "../hold";
import { meterUsage } from "../meter";
import { returnUsage } from "../return-usage";
import { type UsageEvent, usageEvent } from "../schema";
import { agentIn, numberIn, workspaceWith } from "../testing";
import type { Charged, Funds, Refused, Verdict } from "../verdicts";
import type { Agent, Event, Operation, Setting } from "./operations";

const keyId = "key_1";

/** A workspace of the product with the agents, numbers and the key a history speaks of. */
export async function foundWorkspace({ at, agents: wanted, fallsBack }: Setting): Promise<Context> {
  const ctx = await workspaceWith({}, new Date(at));
  for (const [id, agent] of Object.entries(wanted)) await agentIn(ctx, id, settingsOf(agent));
  for (const [id, usesWorkspace] of Object.entries(fallsBack)) await numberIn(ctx, id, { usesWorkspace });
  const lookup = randomBytes(6).toString("hex");
  await inWorkspace(ctx, (tx) =>
    tx.insert(apiKeys).values({
      workspaceId: ctx.workspaceId,
      id: keyId,
      lookup,
      secretHash: lookup,
      name: "Key",
      scopes: ["usage:write"],
      createdAt: ctx.now,
    }),
  );
  return ctx;
}

/** Does in the product what the model does to its arrays, and tells what it answered in the same words. */
export async function perform(founded: Context, at: number, op: Operation): Promise<string> {
  const ctx: Context = { ...founded, now: new Date(at) };
  const byKey: Context = { ...ctx, actor: { kind: "apiKey", id: keyId } };
  if (op.do === "use") {
    const verdicts = await meterUsage(op.byKey ? byKey : ctx, op.events.map(sent));
    return verdicts.map(verdictText).join("; ");
  }
  if (op.do === "hold") return verdictText(await openHold(op.byKey ? byKey : ctx, sent(op.event), new Date(op.until)));
  if (op.do === "extend") return extendText(ctx, op);
  if (op.do === "settle") return closedText(await settleHold(ctx, op.id, { quantity: op.size, amountMicro: op.micro }));
  if (op.do === "release") return closedText(await releaseHold(ctx, op.id));
  if (op.do === "return") {
    const answer = await returnUsage(ctx, op.id, null);
    if (answer.status === "returned") return `returned ${answer.amountMicro} left ${answer.balanceMicro}`;
    return answer.status === "duplicate" ? `duplicate ${answer.amountMicro}` : answer.status;
  }
  if (op.do === "sweep") {
    if (op.id === undefined) await sweepHolds(systemDatabase(), ctx.now);
    await sweepLots(systemDatabase(), ctx.now);
    return "";
  }
  if (op.do === "look") return "";
  return performAside(ctx, op);
}

let claims = 0;

async function claimText(ctx: Context, op: Extract<Operation, { do: "claim" }>): Promise<string> {
  claims += 1;
  try {
    const { takenMicro, keptMicro } = await claimCredits(ctx, {
      ...{ origin: `grant:${op.id}`, takenMicro: op.taken, keptMicro: op.kept },
      ...{ effectKey: `claim:${claims}`, reference: op.id },
    });
    return `claimed ${takenMicro} ${keptMicro}`;
  } catch (error) {
    if (error instanceof Error && /nothing was bought/.test(String(error.cause))) return "unknown";
    throw error;
  }
}

type Aside = Extract<Operation, { do: "grant" | "withdraw" | "move" | "claim" | "limit" | "agent" | "freeze" }>;

async function performAside(ctx: Context, op: Aside): Promise<string> {
  const { workspaceId } = ctx;
  if (op.do === "grant") {
    const { pocket, fund, micro: amountMicro } = op;
    const expiresAt = Number.isFinite(op.until) ? new Date(op.until) : null;
    return recordedText(() =>
      grantCredits(ctx, {
        ...{ fund, pocket, amountMicro, expiresAt, effectKey: `grant:${op.id}` },
        source: fund === "wallet" ? "purchase" : "promo",
      }),
    );
  }
  if (op.do === "withdraw")
    return recordedText(() =>
      withdrawCredits(ctx, { pocket: op.pocket, amountMicro: op.micro, effectKey: `withdraw:${op.id}` }),
    );
  if (op.do === "move")
    return recordedText(() =>
      moveCredits(ctx, { from: op.from, to: op.to, amountMicro: op.micro, effectKey: `move:${op.id}` }),
    );
  if (op.do === "claim") return claimText(ctx, op);
  if (op.do === "freeze") await setFrozen(ctx, op.frozen);
  if (op.do === "agent")
    await inWorkspace(ctx, (tx) =>
      tx
        .update(agents)
        .set(settingsOf(op.agent))
        .where(and(eq(agents.workspaceId, workspaceId), eq(agents.id, op.id))),
    );
  if (op.do === "limit" && op.scope === "key")
    await inWorkspace(ctx, (tx) =>
      tx
        .update(apiKeys)
        .set({ monthlyLimitMicro: op.micro })
        .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, keyId))),
    );
  if (op.do === "limit" && op.scope === "workspace")
    await inWorkspace(ctx, (tx) =>
      tx
        .update(pockets)
        .set({ monthlyLimitMicro: op.micro })
        .where(and(eq(pockets.workspaceId, workspaceId), eq(pockets.id, "main"))),
    );
  return "";
}

/** What is in the books: each pocket, each open lot, and the balance a caller reads. */
export function stateOf(founded: Context, at: number): Promise<string> {
  return inWorkspace(founded, async (tx) => {
    const all = await tx.select().from(pockets).where(eq(pockets.workspaceId, founded.workspaceId));
    const open = await tx
      .select({
        pocket: lots.pocket,
        fund: lots.fund,
        since: lots.openedAt,
        until: lots.expiresAt,
        left: sql`sum(${lots.remainingMicro})`.mapWith(BigInt),
      })
      .from(lots)
      .where(and(eq(lots.workspaceId, founded.workspaceId), gt(lots.remainingMicro, 0n)))
      .groupBy(lots.pocket, lots.fund, lots.openedAt, lots.expiresAt);
    const { availableMicro } = await readBalance({ ...founded, db: tx, now: new Date(at) });
    const sums = all.map((pocket) => `${pocket.id} ${pocket.planMicro} ${pocket.promoMicro} ${pocket.walletMicro}`);
    const held = all.reduce((sum, pocket) => sum + pocket.heldMicro, 0n);
    const debt = all.reduce((sum, pocket) => sum + pocket.debtMicro, 0n);
    const lines = open.map(
      (lot) =>
        `${lot.pocket} ${lot.fund} since ${lot.since.getTime()} until ${lot.until?.getTime() ?? Infinity}: ${lot.left}`,
    );
    return [`balance ${availableMicro} held ${held} debt ${debt}`, ...sums.sort(), ...lines.sort()].join("\n");
  });
}

export async function balanceOf(founded: Context, at: number): Promise<string> {
  const read = await readBalance({ ...founded, now: new Date(at) });
  return `${read.availableMicro} plan ${read.planMicro} promo ${read.promoMicro} held ${read.heldMicro}`;
}

function settingsOf({ limit, atLimit, planGone, stopped }: Agent) {
  return { monthlyLimitMicro: limit, atLimit, whenPlanExhausted: planGone, stopped };
}

const shapes: Record<Event["what"], (size: number) => Record<string, unknown>> = {
  sms: (parts) => ({ channel: "sms", to: "+244923000000", parts }),
  email: (parts) => ({ channel: "email", to: "ana@example.com", parts }),
  call: (seconds) => ({ channel: "voice", to: "+244923000000", seconds }),
  template: (parts) => ({ channel: "whatsapp", to: "+244923000000", category: "marketing", parts }),
  unpriced: () => ({ channel: "ai", direction: "inbound" }),
};

function sent({ id, what, size, agent, number, at }: Event): UsageEvent {
  const occurred = at === undefined ? {} : { occurred_at: new Date(at).toISOString() };
  return usageEvent.parse({ id, agent, number, reference: `of ${size}`, ...shapes[what](size), ...occurred });
}

const fundsText = ({ numberMicro, planMicro, promoMicro, walletMicro }: Funds) =>
  `number ${numberMicro} plan ${planMicro} promo ${promoMicro} wallet ${walletMicro}`;

function answerText(answer: Charged | Refused): string {
  const left = `left ${answer.balanceMicro}`;
  if (answer.status === "charged") return `charged ${answer.amountMicro} ${fundsText(answer.funds)} ${left}`;
  const { code, shortByMicro, limitMicro, resetsAt } = answer;
  return `${code} short ${shortByMicro} limit ${limitMicro ?? undefined} until ${resetsAt?.getTime()} ${left}`;
}

function verdictText(verdict: Verdict | HoldVerdict): string {
  if (verdict.status === "key_reused") return verdict.status;
  if (verdict.status === "held")
    return `held ${verdict.amountMicro} ${fundsText(verdict.funds)} left ${verdict.balanceMicro}`;
  if (verdict.status !== "duplicate") return answerText(verdict);
  return `duplicate ${verdict.first.status === "held" ? "held" : answerText(verdict.first)}`;
}

async function extendText(ctx: Context, op: { id: string; size: number; until: number }): Promise<string> {
  const answer = await extendHold(ctx, op.id, { quantity: op.size, expiresAt: new Date(op.until) });
  if (answer.status === "extended") return `extended ${answer.amountMicro} until ${answer.expiresAt.getTime()}`;
  if (answer.status === "refused") return `${answer.code} short ${answer.shortByMicro}`;
  return answer.status === "closed" ? `closed ${answer.state}` : answer.status;
}

function closedText(answer: Closed): string {
  if (answer.status === "released" || answer.status === "unknown") return answer.status;
  if (answer.status === "closed") return `closed ${answer.state} ${answer.usedMicro}`;
  if (answer.status === "duplicate" || !answer.funds) return `duplicate ${answer.amountMicro}`;
  const { amountMicro, funds, debtMicro, balanceMicro } = answer;
  return `charged ${amountMicro} ${fundsText(funds)} debt ${debtMicro} left ${balanceMicro}`;
}

async function recordedText(work: () => Promise<{ status: "recorded" | "duplicate" } | Moved>): Promise<string> {
  try {
    const answer = await work();
    return answer.status === "insufficient" ? `insufficient ${answer.shortByMicro}` : answer.status;
  } catch (error) {
    if (error instanceof Error && /effect/i.test(`${error.message} ${String(error.cause)}`)) return "broken promise";
    throw error;
  }
}
