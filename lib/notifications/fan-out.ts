import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { memberships } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { type Permission, rolesThatMay } from "@/lib/gate/permissions";
import { type LetterFor, type Notice, notify } from "./notify";

export type FanOut = {
  notice: Notice;
  /** Everybody whose role allows this, as the roles are when the effect is worked off. */
  audience: Permission;
  /** Who did it knows already. */
  except?: UserId;
};

/** With a letter, everybody has it by mail too. */
export function fanOut(ctx: Context, { notice, audience, except }: FanOut, letter?: LetterFor): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const members = await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.workspaceId, ctx.workspaceId), inArray(memberships.role, [...rolesThatMay(audience)])));
    const to = members.map(({ userId }) => userId).filter((userId) => userId !== except);
    await notify({ ...ctx, db: tx }, to, notice, letter);
  });
}
