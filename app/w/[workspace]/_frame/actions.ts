"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { hideWarning } from "@/app/_gate/session";

export const hideLow = memberAction("balance.hideWarning", { input: z.strictObject({}) }, async (_ctx, _input, who) => {
  await hideWarning(who.workspace.slug, "low");
  return { done: "common.status.done" };
});
