import "server-only";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import type { LotSource } from "@/db/schema/ledger";
import { actorText, type Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";

export type Grant = {
  fund: "plan" | "promo" | "wallet";
  amountMicro: bigint;
  source: LotSource;
  /** Ours, like `purchase:pur_…`: the same effect is granted once. */
  effectKey: string;
  /** A number's own credits instead of the workspace's. */
  pocket?: string;
  /** What was paid for them, without tax. */
  costMinor?: bigint;
  expiresAt?: Date | null;
  reference?: string;
};

export type Recorded = { status: "recorded" | "duplicate"; tx: bigint };

/** Opens a lot; what comes into the wallet pays debt first. The same effect with another amount breaks a promise. */
export function grantCredits(ctx: Context, grant: Grant): Promise<Recorded> {
  invariant(grant.amountMicro > 0n, "a grant is more than nothing");
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.execute<{ status: Recorded["status"]; tx: string }>(sql`
      select status, tx::text from books.grant_credits(${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz,
        ${newId("lot", ctx.now.getTime())}, ${grant.pocket ?? "main"}, ${grant.fund}, ${String(grant.amountMicro)}::bigint,
        ${String(grant.costMinor ?? 0n)}::bigint, ${grant.expiresAt?.toISOString() ?? null}::timestamptz, ${grant.source},
        ${grant.effectKey}, ${actorText(ctx.actor)}, ${grant.reference ?? null})`);
    invariant(row, "a function answers with a row");
    return { status: row.status, tx: BigInt(row.tx) };
  });
}
