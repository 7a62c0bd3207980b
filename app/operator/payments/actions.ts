"use server";

import { z } from "zod";
import { operatorAction } from "@/app/_gate/form-action";
import { replayEvent } from "@/lib/payments/provider-events/replay-event";

export const replay = operatorAction(
  "operator.replayEvent",
  { input: z.strictObject({ provider: z.enum(["stripe", "bank"]), id: z.string().min(1).max(255) }) },
  async (ctx, event) => {
    await replayEvent(ctx, event);
    return { done: "operator-payments.events.replayed" };
  },
);
