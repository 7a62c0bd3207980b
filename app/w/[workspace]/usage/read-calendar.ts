import "server-only";
import type { Context } from "@/lib/context";
import { planCycles } from "@/lib/plans/data";
import { firstDay } from "@/lib/statement/first-day";
import { addDays, localDay } from "@/lib/time";
import type { Calendar, Given } from "./usage-search";

/** An event may have happened this long before it was reported. */
const lateDays = 35;

/** What the names of ranges stand for here and now. When the log begins is asked only where somebody searches all of it. */
export async function readCalendar(ctx: Context, timeZone: string, given: Given): Promise<Calendar> {
  const [cycles, first] = await Promise.all([
    planCycles(ctx, timeZone),
    given.q ? firstDay(ctx, timeZone) : Promise.resolve(null),
  ]);
  const today = localDay(ctx.now, timeZone);
  return { today, cycles, first: first && addDays(first, -lateDays) };
}
