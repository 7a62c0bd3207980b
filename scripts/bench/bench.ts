import type { Sql } from "postgres";
import { onHotPath } from "@/db/hot";
import type { Context } from "@/lib/context";
import { meterOne } from "@/lib/metering/meter";
import { postUsage } from "@/lib/metering/post-usage";
import type { PricedEvent } from "@/lib/metering/priced-event";
import { anyEvent, anyEvents, type Priced } from "./events";
import { insertRows } from "./limits";
import { oneByOne, type Side } from "./measure";

export type Effort = { rounds: number; sliceMs: number; rows: number; workspaces: number };

/** What every measurement works with: the raw connections, one busy workspace, and how long it may take. */
export type Bench = { raw: Sql; hot: Context; priced: Priced; effort: Effort; say: (line: string) => void };

const batch = 1_000;

export function freshBatch({ priced }: Bench): PricedEvent[] {
  return priced.price(anyEvents(batch, new Date()));
}

export async function postBatch(priced: Priced, events: readonly PricedEvent[]): Promise<number> {
  const answer = await onHotPath((sql) => postUsage(sql, { ...priced.posting, events }));
  if ("stale" in answer) throw new Error(`the bench believed something wrong: ${answer.stale}`);
  return answer.verdicts.length;
}

export async function meterAny(ctx: Context, withAgent = true): Promise<number> {
  const now = new Date();
  await meterOne({ ...ctx, now }, anyEvent(now, withAgent));
  return 1;
}

/** The two that most ratios are made of: rows inserted and nothing else, and the same rows judged and posted. */
export function insertSide(bench: Bench): Side {
  const { raw, hot } = bench;
  return (forMs) =>
    oneByOne(
      forMs,
      () => freshBatch(bench),
      (events) => insertRows(raw, hot.workspaceId, events),
    );
}

export function postSide(bench: Bench): Side {
  return (forMs) =>
    oneByOne(
      forMs,
      () => freshBatch(bench),
      (events) => postBatch(bench.priced, events),
    );
}
