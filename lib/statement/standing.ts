import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db";
import type { Context } from "@/lib/context";

/** What a pocket held between two transactions. */
export type Standing = {
  /** The last transaction before, 0 where there was none. */
  tx: bigint;
  planMicro: bigint;
  promoMicro: bigint;
  walletMicro: bigint;
  heldMicro: bigint;
  debtMicro: bigint;
  /** All of it, less what is owed: what can be spent and what is on hold. */
  totalMicro: bigint;
};

/** Right before a moment, as the journal tells it. */
export function readStanding(tx: Db, ctx: Context, pocket: string, before: Date): Promise<Standing> {
  return standingAfter(tx, ctx, pocket, lastBefore(ctx, sql`j.at < ${before.toISOString()}::timestamptz`));
}

/** After everything that was posted up to a moment, the moment included. */
export function readStandingAt(tx: Db, ctx: Context, pocket: string, moment: Date): Promise<Standing> {
  return standingAfter(tx, ctx, pocket, lastBefore(ctx, sql`j.at <= ${moment.toISOString()}::timestamptz`));
}

/** Posting times only grow, so the moment is a transaction; the pocket's own last row is looked for from there. */
function lastBefore(ctx: Context, when: SQL): SQL {
  return sql`select coalesce((
    select j.tx from journal j where j.workspace_id = ${ctx.workspaceId} and ${when} order by j.at desc, j.tx desc limit 1), 0)`;
}

type Row = { tx: string; plan: string; promo: string; wallet: string; held: string; debt: string };

async function standingAfter(tx: Db, ctx: Context, pocket: string, last: SQL): Promise<Standing> {
  const [row] = await tx.execute<Row>(sql`
    select l.tx::text, coalesce(s.plan_after_micro, 0)::text as plan, coalesce(s.promo_after_micro, 0)::text as promo,
      coalesce(s.wallet_after_micro, 0)::text as wallet, coalesce(s.held_after_micro, 0)::text as held,
      coalesce(s.debt_after_micro, 0)::text as debt
    from (${last}) l(tx)
    left join lateral (
      select * from journal j where j.workspace_id = ${ctx.workspaceId} and j.pocket = ${pocket} and j.tx <= l.tx order by j.tx desc limit 1
    ) s on true`);
  const micro = (name: keyof Row) => BigInt(row?.[name] ?? 0);
  const [planMicro, promoMicro, walletMicro] = [micro("plan"), micro("promo"), micro("wallet")];
  const [heldMicro, debtMicro] = [micro("held"), micro("debt")];
  const totalMicro = planMicro + promoMicro + walletMicro + heldMicro - debtMicro;
  return { tx: micro("tx"), planMicro, promoMicro, walletMicro, heldMicro, debtMicro, totalMicro };
}
