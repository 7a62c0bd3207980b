import { systemDatabase } from "@/db";
import { onHotPath } from "@/db/hot";
import { ensurePast } from "@/db/seed/history/play";
import type { Context } from "@/lib/context";
import { postingOf } from "@/lib/metering/meter";
import { postUsage } from "@/lib/metering/post-usage";
import { priceEvent } from "@/lib/metering/price-event";
import { withCurrent } from "@/lib/metering/with-current";
import type { Bench } from "./bench";
import { anyEvent } from "./events";
import { workspaceWith } from "./workspaces";

export const pastDays = 90;
const dayMs = 86_400_000;
const batch = 5_000;

/** A workspace whose last ninety days hold so many events, posted in their order like everybody's. */
export async function workspaceWithPast({ say }: Bench, rows: number): Promise<Context> {
  const end = Date.now() - 60_000;
  const begin = end - pastDays * dayMs;
  const ctx = await workspaceWith(1_000_000_000, new Date(begin));
  await ensurePast({ db: systemDatabase() }, new Date(end));
  const current = await withCurrent(ctx, async (known) => known);
  let told = performance.now();
  for (let done = 0; done < rows; done += batch) {
    const spanMs = ((end - begin) * batch) / rows;
    const from = begin + ((end - begin) * done) / rows;
    const now = new Date(from + spanMs);
    const events = Array.from({ length: batch }, (_, i) => {
      const at = new Date(from + (spanMs * i) / batch);
      const priced = priceEvent({ ...anyEvent(at), occurred_at: at.toISOString() }, { ...current, now });
      if (!priced) throw new RangeError("the bench writes to addresses that exist");
      return priced;
    });
    const answer = await onHotPath((hot) => postUsage(hot, { ...postingOf({ ...ctx, now }, current), events }));
    if ("stale" in answer) throw new Error(`the bench believed something wrong: ${answer.stale}`);
    if (performance.now() - told < 15_000) continue;
    told = performance.now();
    say(`reading: ${done.toLocaleString("en")} of ${rows.toLocaleString("en")} rows …`);
  }
  return { ...ctx, now: new Date() };
}
