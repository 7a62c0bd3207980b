"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { askForCheck } from "@/lib/reconciliation/ask-for-check";

export const checkNow = memberAction(
  "books.checkNow",
  { input: z.strictObject({}), limit: "bookChecksByWorkspace" },
  async (ctx) => {
    const { status } = await askForCheck(ctx);
    return { done: status === "asked" ? "reconciliation.asked" : "reconciliation.underWay" };
  },
);
