"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { cancelExport as cancel } from "@/lib/exports/cancel-export";
import { orderExport as order } from "@/lib/exports/order-export";
import { resumeExport as resume } from "@/lib/exports/resume-export";
import { exportId, exportOrder } from "@/lib/exports/schema";
import { may } from "@/lib/gate/permissions";

export const orderExport = memberAction(
  "exports.order",
  { input: exportOrder },
  async (ctx, { query, ...asked }, { workspace, role }) => {
    const sight = may(role, "recipients:read") ? "full" : "masked";
    const id = await order(ctx, { ...asked, place: workspace, sight });
    const back = new URLSearchParams(query);
    back.set("export", id);
    return { redirect: `/w/${workspace.slug}/usage?${back}` };
  },
);

const one = { input: z.strictObject({ id: exportId }) };

export const cancelExport = memberAction("exports.cancel", one, async (ctx, { id }) => {
  await cancel(ctx, id);
  return { done: "exports.cancelled" };
});

export const resumeExport = memberAction("exports.resume", one, async (ctx, { id }) => {
  await resume(ctx, id);
  return { done: "exports.resumed" };
});
