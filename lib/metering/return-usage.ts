import "server-only";
import { onHotPath } from "@/db/hot";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { eventKey } from "./event-key";

export type Returned =
  | { status: "returned" | "duplicate"; amountMicro: bigint; balanceMicro: bigint }
  | { status: "unknown" | "refused" | "held" };

type Row = {
  found: "charged" | "returned" | "unknown" | "refused" | "held";
  amount: string | null;
  balance: string | null;
};

/** An undelivered message's credits go back to the funds, and the lots, they came from. Once. */
export async function returnUsage(ctx: Context, id: string, reason: string | null): Promise<Returned> {
  const [row] = await onHotPath(
    (sql) => sql<Row[]>`
    select state as found, amount::text, balance::text from books.return_usage(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
      ${eventKey(id).key}, ${reason}, ${actorText(ctx.actor)})`,
  );
  invariant(row, "a function answers with a row");
  if (row.found !== "charged" && row.found !== "returned") return { status: row.found };
  return {
    status: row.found === "charged" ? "returned" : "duplicate",
    amountMicro: BigInt(row.amount ?? 0),
    balanceMicro: BigInt(row.balance ?? 0),
  };
}
