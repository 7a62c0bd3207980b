import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { type HeldEvent, holds } from "@/db/schema/holds";
import type { Context } from "@/lib/context";
import { eventKey } from "./event-key";

export type Hold = {
  state: "open" | "settled" | "released" | "expired";
  amountMicro: bigint;
  expiresAt: Date;
  event: HeldEvent;
};

export function findHold(ctx: Context, id: string): Promise<Hold | null> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        state: holds.state,
        amountMicro: holds.amountMicro,
        expiresAt: holds.expiresAt,
        event: holds.event,
      })
      .from(holds)
      .where(and(eq(holds.workspaceId, ctx.workspaceId), eq(holds.key, eventKey(id).key)));
    return row ?? null;
  });
}
