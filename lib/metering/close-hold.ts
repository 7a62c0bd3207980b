import "server-only";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { inHotTransaction, onHotPath } from "@/db/hot";
import { holds } from "@/db/schema/holds";
import { actorText, type Context, type WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { eventKey } from "./event-key";
import { chargeOf } from "./hold";
import { type HoldRow, readHold } from "./hold-row";
import type { Funds } from "./verdicts";

export type Closed =
  | {
      status: "charged" | "duplicate";
      amountMicro: bigint;
      funds: Funds | null;
      debtMicro: bigint;
      balanceMicro: bigint | null;
    }
  | { status: "released" }
  | { status: "unknown" }
  /** Somebody ended it before, in another way. */
  | { status: "closed"; state: HoldRow["state"]; usedMicro: bigint | null };

type Row = {
  found: HoldRow["state"] | "unknown" | "early";
  amount: string | null;
  plan: string;
  promo: string;
  wallet: string;
  number: string;
  debt: string;
  balance: string | null;
};

/** Charges what was delivered: less gives the rest back, more draws what there is, and what is missing becomes debt. */
export async function settleHold(
  ctx: Context,
  id: string,
  delivered: { quantity?: number; amountMicro?: bigint },
): Promise<Closed> {
  const { key } = eventKey(id);
  return inHotTransaction(async (tx): Promise<Closed> => {
    await tx`select books.open_books(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz)`;
    const hold = await readHold(tx, ctx.workspaceId, key);
    if (!hold) return { status: "unknown" };
    const { quantity } = delivered;
    const amount = delivered.amountMicro ?? (quantity === undefined ? hold.amountMicro : chargeOf(hold, quantity));
    const [row] = await tx<Row[]>`
      select state as found, amount::text, plan::text, promo::text, wallet::text, number::text, debt::text, balance::text
      from books.close_hold(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz, ${key}, 'settle', ${String(amount)}::bigint,
        ${quantity ?? null}::int, ${actorText(ctx.actor)})`;
    invariant(row, "a function answers with a row");
    if (row.balance !== null) return chargedOf(row);
    const usedMicro = row.amount === null ? null : BigInt(row.amount);
    if (usedMicro === amount) {
      return { status: "duplicate", amountMicro: amount, funds: null, debtMicro: 0n, balanceMicro: null };
    }
    invariant(row.found !== "unknown" && row.found !== "early", "the hold was just read");
    return { status: "closed", state: row.found, usedMicro };
  });
}

function chargedOf(row: Row): Closed {
  const funds = {
    planMicro: BigInt(row.plan),
    promoMicro: BigInt(row.promo),
    walletMicro: BigInt(row.wallet),
    numberMicro: BigInt(row.number),
  };
  const amountMicro = BigInt(row.amount ?? 0);
  return { status: "charged", amountMicro, funds, debtMicro: BigInt(row.debt), balanceMicro: BigInt(row.balance ?? 0) };
}

/** Nothing was delivered: everything goes back to where it came from. */
export async function releaseHold(ctx: Context, id: string): Promise<Closed> {
  const [row] = await onHotPath(
    (sql) => sql<Row[]>`
    select state as found, amount::text, balance::text from books.close_hold(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
      ${eventKey(id).key}, 'release', 0, null, ${actorText(ctx.actor)})`,
  );
  invariant(row, "a function answers with a row");
  if (row.found === "unknown") return { status: "unknown" };
  if (row.balance !== null || row.found === "released") return { status: "released" };
  invariant(row.found !== "early", "a release waits for nothing");
  return { status: "closed", state: row.found, usedMicro: row.amount === null ? null : BigInt(row.amount) };
}

const mostAtOnce = 500;

/** Ends the holds whose time is over, by the rule each was made with. Whoever settles at the same moment may win. */
export async function sweepHolds(db: Db, now: Date): Promise<number> {
  const due = await inSystem(db, (tx) =>
    tx
      .select({ workspaceId: holds.workspaceId, key: holds.key, onExpiry: holds.onExpiry })
      .from(holds)
      .where(and(eq(holds.state, "open"), lte(holds.expiresAt, now)))
      .orderBy(asc(holds.expiresAt))
      .limit(mostAtOnce),
  );
  for (const { workspaceId, key, onExpiry } of due) await expire(db, now, workspaceId, key, onExpiry);
  return due.length;
}

async function expire(
  db: Db,
  now: Date,
  workspaceId: WorkspaceId,
  key: string,
  onExpiry: "release" | "settle",
): Promise<void> {
  const action = onExpiry === "settle" ? "estimate" : "expire";
  await db.execute(
    sql`select books.close_hold(${workspaceId}, ${now.toISOString()}::timestamptz, ${key}::uuid, ${action}, 0, null, 'system:sweeper')`,
  );
}
