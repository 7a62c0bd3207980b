"use server";

import { accountAction } from "@/app/_gate/form-action";
import { pageHref } from "@/components/shell/navigation";
import { createWorkspace as create } from "@/lib/workspaces/create-workspace";
import { newWorkspaceInput } from "@/lib/workspaces/schema";

export const createWorkspace = accountAction(
  "workspace.create",
  { input: newWorkspaceInput, limit: "newWorkspacesByPerson" },
  async (identity, input) => {
    const { slug } = await create(identity, input);
    return { redirect: pageHref(slug, "overview") };
  },
);
