"use server";

import { z } from "zod";
import { operatorAction } from "@/app/_gate/form-action";
import { parseNumber } from "@/components/forms/parse-number";
import type { WorkspaceId } from "@/lib/context";
import { parseCredits } from "@/lib/credits";
import { AppError } from "@/lib/errors";
import { separatorsFor } from "@/lib/format";
import { lineInput } from "@/lib/names";
import { askAdjustment } from "@/lib/operator/ask-adjustment";
import { decideAdjustment as decideOn } from "@/lib/operator/decide-adjustment";
import { dayBounds, isLocalDay } from "@/lib/time";

const workspace = z.string().regex(/^ws_\w{1,40}$/);
const adjustment = z.string().regex(/^adj_[0-9a-z]{26}$/);
const reason = lineInput(200).refine((text) => text !== "", "required");
const credits = z.string().trim().min(1, "required").max(40);
const most = 10n ** 15n;

export const givePromo = operatorAction(
  "operator.givePromo",
  {
    input: z.strictObject({
      workspace,
      id: adjustment,
      credits,
      expiresOn: z.string().refine((day) => day === "" || isLocalDay(day), "day"),
      reason,
    }),
  },
  async (ctx, input, { viewer }) => {
    const creditsMicro = creditsIn(input.credits, viewer);
    if (creditsMicro < 0n) throw new AppError("invalid", "number", { field: "credits" });
    const expiresAt = isLocalDay(input.expiresOn) ? dayBounds(input.expiresOn, "UTC").end : null;
    const wish = { id: input.id, kind: "promo", creditsMicro, expiresAt, reason: input.reason } as const;
    const { state } = await askAdjustment(ctx, { ...wish, workspaceId: input.workspace as WorkspaceId });
    return { redirect: `/operator/workspaces/${input.workspace}?done=${state}` };
  },
);

export const correctBalance = operatorAction(
  "operator.correctBalance",
  { input: z.strictObject({ workspace, id: adjustment, credits, reason }) },
  async (ctx, input, { viewer }) => {
    const creditsMicro = creditsIn(input.credits, viewer);
    const wish = { id: input.id, kind: "correction", creditsMicro, expiresAt: null, reason: input.reason } as const;
    const { state } = await askAdjustment(ctx, { ...wish, workspaceId: input.workspace as WorkspaceId });
    return { redirect: `/operator/workspaces/${input.workspace}?done=${state}` };
  },
);

export const decideAdjustment = operatorAction(
  "operator.decideAdjustment",
  { input: z.strictObject({ workspace, id: adjustment, decision: z.enum(["accept", "refuse"]) }) },
  async (ctx, { workspace: id, decision, ...chosen }) => {
    await decideOn(ctx, { ...chosen, workspaceId: id as WorkspaceId, accept: decision === "accept" });
    return { redirect: `/operator/workspaces/${id}?done=${decision}` };
  },
);

function creditsIn(text: string, { formatLocale, locale }: { formatLocale: string | null; locale: string }): bigint {
  const parsed = parseNumber(text, separatorsFor(formatLocale ?? locale));
  if (parsed.kind === "ambiguous") throw new AppError("invalid", "number_ambiguous", { field: "credits" });
  const micro = parsed.kind === "number" ? parseCredits(parsed.value) : null;
  if (micro === null || micro === 0n || micro > most || micro < -most) {
    throw new AppError("invalid", "number", { field: "credits" });
  }
  return micro;
}
