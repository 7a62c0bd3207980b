import "server-only";
import { eq, or } from "drizzle-orm";
import { inOperation } from "@/db";
import { workspaces } from "@/db/schema/workspaces";
import type { Context, OperatorContext, WorkspaceId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Opened } from "./viewer";

/** Mints the context of whoever runs the installation. To anybody else its pages are not there. */
export function openOperation({ viewer, identity }: Opened): OperatorContext {
  if (!viewer.isOperator) throw new AppError("not_found");
  const { now, db, requestId } = identity;
  return { actor: { kind: "operator", id: viewer.id }, now, db, requestId };
}

/** The operator inside one workspace, named by its id or its short name: what they change there is changed like by its own people, and its audit trail says who it was. */
export async function operateIn(operation: OperatorContext, name: string): Promise<Context> {
  const [found] = await inOperation(operation, (tx) =>
    tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(or(eq(workspaces.id, name as WorkspaceId), eq(workspaces.slug, name))),
  );
  if (!found) throw new AppError("not_found");
  return { ...operation, workspaceId: found.id };
}
