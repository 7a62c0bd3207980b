import type { LocalDay } from "@/lib/time";

const workspaceFunds = ["plan", "promo", "wallet"];

/**
 * What the log is asked for, to show the items that a statement counts on a day: those of a channel that this balance paid
 * for, on the day they were posted.
 */
export function itemsQuery(pocket: string, day: LocalDay, channel: string): URLSearchParams {
  const query = new URLSearchParams({ range: "custom", from: day, to: day, days: "posted", channel });
  for (const status of ["charged", "returned"]) query.append("status", status);
  for (const fund of pocket === "main" ? workspaceFunds : ["number"]) query.append("fund", fund);
  if (pocket !== "main") query.set("number", pocket);
  return query;
}
