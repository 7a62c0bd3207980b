import "server-only";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { enqueue } from "@/lib/jobs/enqueue";

/** Has the worker look at a page on which a card was to be kept; asked for often, it is one look at a time. */
export async function hurryKept(ctx: Context, session: string): Promise<void> {
  if (!/^cs_\w{1,200}$/.test(session)) return;
  const { workspaceId } = ctx;
  await inWorkspace(ctx, (tx) =>
    enqueue(tx, "cards.look", { workspaceId, session }, { key: `cards.look:${session}`, maxAttempts: 3 }),
  );
}
