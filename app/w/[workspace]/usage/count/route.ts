import { getTranslations } from "next-intl/server";
import { memberRoute } from "@/app/_gate/api-route";
import { may } from "@/lib/gate/permissions";
import { sumUsage } from "@/lib/metering/list-usage";
import { readCalendar } from "../read-calendar";
import { type Given, usageView } from "../usage-search";

/** How many items a filter finds that is still being chosen, in the words of the button that would show them. */
export const GET = memberRoute("/w/[workspace]/usage/count", async ({ ctx, workspace, role }, request) => {
  const asked = new URL(request.url).searchParams;
  const given: Given = Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name)]));
  const view = usageView(given, await readCalendar(ctx, workspace.timeZone, given));
  const recipients = may(role, "recipients:read") ? "full" : "masked";
  const [t, { events }] = await Promise.all([
    getTranslations("usage.filter"),
    sumUsage(ctx, workspace, view.filter, recipients),
  ]);
  return Response.json({ words: t("applyCount", { count: events }) });
});
