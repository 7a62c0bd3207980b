import "server-only";
import { inWorkspace } from "@/db";
import { outbox } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { Topic, Topics } from "./outbox-topics";

/** Writes down what a change causes, in the transaction of the change. The worker acts on it after the commit. */
export async function leaveEffect<Name extends Topic>(
  ctx: Context,
  effect: { topic: Name; payload: Topics[Name]; effectKey: string; availableAt?: Date },
): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx
      .insert(outbox)
      .values({
        workspaceId: ctx.workspaceId,
        id: newId("out", ctx.now.getTime()),
        topic: effect.topic,
        payload: effect.payload,
        effectKey: effect.effectKey,
        createdAt: ctx.now,
        availableAt: effect.availableAt ?? ctx.now,
      })
      .onConflictDoNothing({ target: [outbox.workspaceId, outbox.effectKey] }),
  );
}
