import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { companies } from "@/db/schema/workspaces";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { CompanyInput } from "./schema";

/** The audit line names the fields and not their content: a sole trader's company details are a person's. */
export function changeCompany(ctx: Context, input: CompanyInput): Promise<void> {
  return inWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select()
      .from(companies)
      .where(eq(companies.workspaceId, ctx.workspaceId))
      .for("no key update");
    invariant(found, "every workspace is made with its company row");
    const changed = (Object.keys(input) as (keyof CompanyInput)[]).filter((field) => found[field] !== input[field]);
    if (changed.length === 0) return;
    await tx
      .update(companies)
      .set({ ...input, updatedAt: ctx.now })
      .where(eq(companies.workspaceId, ctx.workspaceId));
    await recordAudit(
      { ...ctx, db: tx },
      { action: "company.change", target: ctx.workspaceId, after: { fields: changed.sort() } },
    );
  });
}
