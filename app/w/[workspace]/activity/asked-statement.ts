import "server-only";
import type { Context } from "@/lib/context";
import type { Workspace } from "@/lib/gate/workspace";
import { namedSources } from "@/lib/metering/named-sources";
import { localDay } from "@/lib/time";
import { type ActivityView, activityView } from "../_activity/activity-search";

export type AskedStatement = { view: ActivityView; fileName: string; pocketName: (id: string) => string | undefined };

/** The statement that a download's address asks for, which is the page's own. */
export async function askedStatement(ctx: Context, workspace: Workspace, request: Request): Promise<AskedStatement> {
  const { numbers } = await namedSources(ctx);
  const { timeZone } = workspace;
  const view = activityView(Object.fromEntries(new URL(request.url).searchParams), {
    ...{ today: localDay(ctx.now, timeZone), timeZone },
    pockets: ["main", ...numbers.map(({ id }) => id)],
  });
  const { from, to } = view.period;
  return {
    view,
    fileName: `statement_${workspace.slug}_${from}_${to}`,
    pocketName: (id) => numbers.find((number) => number.id === id)?.name,
  };
}
