import "server-only";
import { eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { companies, workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { CompanyInput } from "./schema";

export type Company = CompanyInput & { isComplete: boolean };

/** What an invoice needs; complete when it names who buys and where they are. */
export function readCompany(ctx: Context): Promise<Company> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ company: companies, home: workspaces.country })
      .from(companies)
      .innerJoin(workspaces, eq(workspaces.id, companies.workspaceId))
      .where(eq(companies.workspaceId, ctx.workspaceId));
    invariant(row, "every workspace is made with its company row");
    const { workspaceId: _workspaceId, updatedAt: _updatedAt, ...found } = row.company;
    const company = { ...found, country: found.country || row.home };
    return { ...company, isComplete: Boolean(company.legalName && company.addressLine1 && company.city) };
  });
}
