import "server-only";
import { inWorkspace } from "@/db";
import { bookChecks } from "@/db/schema/work";
import { actorText, type Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";

/** One look at a time: whoever asks while one is under way is shown that one. */
export function askForCheck(ctx: Context): Promise<{ status: "asked" | "under_way" }> {
  const { workspaceId, now } = ctx;
  return inWorkspace(ctx, async (tx) => {
    const id = newId("chk", now.getTime());
    const made = await tx
      .insert(bookChecks)
      .values({ workspaceId, id, askedBy: actorText(ctx.actor), askedAt: now })
      .onConflictDoNothing()
      .returning({ id: bookChecks.id });
    if (made.length === 0) return { status: "under_way" };
    await enqueue(tx, "books.check_workspace", { workspaceId, id }, { maxAttempts: 3 });
    return { status: "asked" };
  });
}
