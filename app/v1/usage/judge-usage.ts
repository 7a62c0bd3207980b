import type { z } from "zod";
import type { Sent } from "@/app/_api/json";
import type { postUsage } from "@/app/_api/operations/post-usage";
import { assertCharged, verdictOf } from "@/app/_api/verdict";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { readBalance } from "@/lib/ledger/balance";
import { meterOne, meterUsage } from "@/lib/metering/meter";
import type { UsageEvent } from "@/lib/metering/schema";
import type { Verdict } from "@/lib/metering/verdicts";

type Answer = Sent<z.output<(typeof postUsage)["output"]>>;

export async function judgeUsage(ctx: Context, body: UsageEvent | { events: UsageEvent[] }): Promise<Answer> {
  if (!("events" in body)) return assertCharged(verdictOf(body.id, await meterOne(ctx, body)));
  const verdicts = await meterUsage(ctx, body.events).catch((error: unknown) => {
    throw namedInBatch(error);
  });
  const events = body.events.map(({ id }, i) => verdictOf(id, verdictAt(verdicts, i)));
  return { events, balance: await balanceAfter(ctx, verdicts) };
}

function verdictAt(verdicts: readonly Verdict[], i: number): Verdict {
  const found = verdicts[i];
  invariant(found, "every event of a batch has a verdict");
  return found;
}

/** The last verdict of this request knows; a batch that was seen before in all its parts has to ask. */
async function balanceAfter(ctx: Context, verdicts: readonly Verdict[]): Promise<bigint> {
  const last = verdicts.findLast(({ status }) => status === "charged" || status === "refused");
  if (last && "balanceMicro" in last) return last.balanceMicro;
  return (await readBalance(ctx)).availableMicro;
}

/** A batch of one is still a batch: its fields are named as in any other. */
function namedInBatch(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { field } = error.details;
  if (!field || field.startsWith("events[")) return error;
  return new AppError(error.code, error.key, { ...error.details, field: `events[0].${field}` });
}
