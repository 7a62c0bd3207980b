import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import type { Context } from "@/lib/context";

export type NumberCredits = { id: string; name: string; phone: string | null; walletMicro: bigint };

/** Every number with what it has of its own, which is the wallet of the pocket with its id. */
export function listNumberCredits(ctx: Context): Promise<NumberCredits[]> {
  return inWorkspace(ctx, (tx) =>
    tx
      .select({ id: numbers.id, name: numbers.name, phone: numbers.phone, walletMicro: pockets.walletMicro })
      .from(numbers)
      .innerJoin(pockets, and(eq(pockets.workspaceId, numbers.workspaceId), eq(pockets.id, numbers.id)))
      .where(eq(numbers.workspaceId, ctx.workspaceId))
      .orderBy(asc(numbers.id)),
  );
}
