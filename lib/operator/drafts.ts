import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { inOperation } from "@/db";
import { operatorDrafts } from "@/db/schema/operator";
import { actorText, type OperatorContext } from "@/lib/context";
import { newId } from "@/lib/ids";

type Kind = (typeof operatorDrafts.$inferSelect)["kind"];

const keptMs = 7 * 86_400_000;

/** Keeps what an operator has written until they publish it; what nobody published for a week is forgotten. */
export function keepDraft(ctx: OperatorContext, kind: Kind, content: Record<string, unknown>): Promise<string> {
  return inOperation(ctx, async (tx) => {
    await tx.delete(operatorDrafts).where(lt(operatorDrafts.createdAt, new Date(ctx.now.getTime() - keptMs)));
    const id = newId("drf", ctx.now.getTime());
    const created = { createdBy: actorText(ctx.actor), createdAt: ctx.now };
    await tx.insert(operatorDrafts).values({ id, kind, content, ...created });
    return id;
  });
}

export async function readDraft(ctx: OperatorContext, kind: Kind, id: string): Promise<Record<string, unknown> | null> {
  const [found] = await inOperation(ctx, (tx) =>
    tx
      .select({ content: operatorDrafts.content })
      .from(operatorDrafts)
      .where(and(eq(operatorDrafts.id, id), eq(operatorDrafts.kind, kind))),
  );
  return found?.content ?? null;
}
