import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { purchaseSteps } from "@/db/schema/purchases";
import { actorText, type Context } from "@/lib/context";
import type { StepName, Steps } from "./steps";

/** Writes down what happened to a purchase. Called under the lock of its row, so that the steps are numbered without a gap. */
export async function noteStep<Name extends StepName>(
  ctx: Context,
  purchaseId: string,
  step: Name,
  values: Steps[Name],
): Promise<void> {
  await inWorkspace(ctx, (tx) =>
    tx.execute(sql`
      insert into purchase_steps (workspace_id, purchase_id, n, at, step, values, actor)
      select ${ctx.workspaceId}, ${purchaseId}, coalesce(max(n), 0) + 1, ${ctx.now.toISOString()}::timestamptz, ${step},
        ${JSON.stringify(values)}::text::jsonb, ${actorText(ctx.actor)}
      from purchase_steps where workspace_id = ${ctx.workspaceId} and purchase_id = ${purchaseId}`),
  );
}

export async function hasStep({ db, workspaceId }: Context, purchaseId: string, step: StepName): Promise<boolean> {
  const count = await db.$count(
    purchaseSteps,
    and(
      eq(purchaseSteps.workspaceId, workspaceId),
      eq(purchaseSteps.purchaseId, purchaseId),
      eq(purchaseSteps.step, step),
    ),
  );
  return count > 0;
}
