import "server-only";
import { inWorkspace } from "@/db";
import { usageExports } from "@/db/schema/exports";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { UsagePlace } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { queueExport } from "./queue-export";
import { type ExportChoice, keptDays } from "./schema";
import { readScreen } from "./screen";

const dayMs = 86_400_000;

type Order = ExportChoice & {
  screen: string;
  place: UsagePlace;
  /** How the person sees recipients: nobody takes away more than they see. */
  sight: Sight;
};

/** Writes down what was asked for. The file is written by whoever comes first: the person's own download, or the worker. */
export async function orderExport(ctx: Context, order: Order): Promise<string> {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden");
  const { filter, sort, moment, rows, amountMicro } = readScreen(ctx, order.screen);
  const { place, sight, format, zone } = order;
  const row = {
    workspaceId: ctx.workspaceId,
    id: newId("exp", ctx.now.getTime()),
    requestedBy: ctx.actor.id,
    filter,
    sort,
    timeZone: place.timeZone,
    country: place.country,
    format,
    zone,
    recipients: sight === "full" ? order.recipients : sight,
    sight,
    snapshot: moment.snapshot,
    seenAt: moment.at,
    expectedRows: rows,
    expectedMicro: amountMicro,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + keptDays * dayMs),
  };
  await inWorkspace(ctx, async (tx) => {
    await tx.insert(usageExports).values(row);
    await queueExport({ ...ctx, db: tx }, row.id, rows);
  });
  return row.id;
}
