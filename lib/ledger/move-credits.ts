import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";

export type Moved =
  | { status: "recorded" | "duplicate"; tx: bigint }
  | { status: "insufficient"; shortByMicro: bigint }
  | { status: "frozen" };

type Row = { status: Moved["status"]; tx: string | null; short: string | null };

/** From one pocket of the workspace to another; the credits keep their expiry and their price. */
export function moveCredits(
  ctx: Context,
  move: { from: string; to: string; amountMicro: bigint; effectKey: string },
): Promise<Moved> {
  invariant(move.amountMicro > 0n && move.from !== move.to, "a move takes something somewhere else");
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<Row>(sql`
      select status, tx::text, short::text from books.move_credits(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
        ${move.from}, ${move.to}, ${String(move.amountMicro)}::bigint, ${move.effectKey}, ${actorText(ctx.actor)})`);
    return movedOf(row);
  });
}

/** Takes wallet credits away, by the operator's word; never more than there are. */
export function withdrawCredits(
  ctx: Context,
  taken: { pocket?: string; amountMicro: bigint; effectKey: string; reference?: string },
): Promise<Moved> {
  invariant(taken.amountMicro > 0n, "a withdrawal takes something");
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<Row>(sql`
      select status, tx::text, short::text from books.withdraw_credits(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
        ${taken.pocket ?? "main"}, ${String(taken.amountMicro)}::bigint, ${taken.effectKey}, ${actorText(ctx.actor)}, ${taken.reference ?? null})`);
    return movedOf(row);
  });
}

/** While there is a reason, nothing is spent from the wallet; `reason` is `operator` or `dispute:…`. Says whether there is one left. */
export async function setFrozen(ctx: Context, frozen: boolean, reason = "operator"): Promise<boolean> {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx.execute<{ frozen: boolean }>(
      sql`select books.set_frozen(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz, ${reason}, ${frozen}, ${actorText(ctx.actor)}) as frozen`,
    ),
  );
  invariant(row, "a function answers with a row");
  return row.frozen;
}

function movedOf(row: Row | undefined): Moved {
  invariant(row, "a function answers with a row");
  if (row.status === "insufficient") return { status: row.status, shortByMicro: BigInt(row.short ?? 0) };
  if (row.status === "frozen") return { status: row.status };
  return { status: row.status, tx: BigInt(row.tx ?? 0) };
}
