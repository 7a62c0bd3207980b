"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { AppError } from "@/lib/errors";
import { eraseRecipient as erase } from "@/lib/retention/erase-recipient";
import { keepUsage as keep } from "@/lib/retention/keep-usage";
import { keptMonths, keptMonthsOf } from "@/lib/retention/kept-months";

const input = z.strictObject({
  recipient: z.string().trim().min(3).max(320),
  sure: z.literal("on", "tick_to_go_on"),
});

export const eraseRecipient = memberAction("recipients.erase", { input }, async (ctx, { recipient }) => {
  const erased = await erase(ctx, recipient);
  if (erased.status === "unknown") throw new AppError("invalid", "unknown_recipient", { field: "recipient" });
  return { done: "settings.privacy.erased", values: { count: erased.events, mark: erased.mark } };
});

const span = z
  .strictObject({ months: z.enum(["forever", ...keptMonths.map(String)]), sure: z.literal("on").optional() })
  .refine(({ months, sure }) => months === "forever" || sure === "on", { path: ["sure"], error: "tick_to_go_on" });

export const keepUsage = memberAction("usage.keep", { input: span }, async (ctx, { months }, { workspace }) => {
  await keep(ctx, keptMonthsOf(months));
  return { redirect: `/w/${workspace.slug}/settings/privacy` };
});
