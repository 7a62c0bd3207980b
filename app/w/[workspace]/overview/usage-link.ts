import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { may } from "@/lib/gate/permissions";
import type { ConsumptionView } from "./consumption-view";

/** Leads from a sum to its messages, whoever may see them. */
export function usageLink(
  { role, workspace }: OpenedPage,
  { range }: ConsumptionView,
  narrowed: readonly (readonly [string, string])[],
): string | undefined {
  if (!may(role, "usage:read")) return undefined;
  const query = new URLSearchParams([["range", `last-${range}`], ...narrowed.map(([name, value]) => [name, value])]);
  return `${pageHref(workspace.slug, "usage")}?${query}`;
}
