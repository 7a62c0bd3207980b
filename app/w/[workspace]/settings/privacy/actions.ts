"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { AppError } from "@/lib/errors";
import { eraseRecipient as erase } from "@/lib/retention/erase-recipient";

const input = z.strictObject({
  recipient: z.string().trim().min(3).max(320),
  sure: z.literal("on", "tick_to_go_on"),
});

export const eraseRecipient = memberAction("recipients.erase", { input }, async (ctx, { recipient }) => {
  const erased = await erase(ctx, recipient);
  if (erased.status === "unknown") throw new AppError("invalid", "unknown_recipient", { field: "recipient" });
  return { done: "settings.privacy.erased", values: { count: erased.events, mark: erased.mark } };
});
