"use server";

import { memberAction } from "@/app/_gate/form-action";
import { changeCompany as changeDetails } from "@/lib/workspaces/change-company";
import { changeWorkspace as change } from "@/lib/workspaces/change-workspace";
import { companyInput, workspaceInput } from "@/lib/workspaces/schema";

export const changeWorkspace = memberAction("workspace.change", { input: workspaceInput }, async (ctx, input) => {
  await change(ctx, input);
  return { done: "settings.company.saved" };
});

export const changeCompany = memberAction("company.change", { input: companyInput }, async (ctx, input) => {
  await changeDetails(ctx, input);
  return { done: "settings.company.detailsSaved" };
});
