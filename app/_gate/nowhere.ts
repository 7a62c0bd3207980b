import { may, type Permission, type Role } from "@/lib/gate/permissions";
import { pages } from "./access";

const workspacePages = Object.entries(pages).filter(
  ([page]) => page.startsWith("/w/[workspace]") && !page.includes("[..."),
) as [string, Permission][];

/** Whether an address within a workspace leads to no page, or to one that the role may not see. */
export function leadsNowhere(path: string, role: Role): boolean {
  const at = workspacePages.find(([page]) => matches(page.split("/"), path.split("/")));
  return at === undefined || !may(role, at[1]);
}

function matches(page: readonly string[], path: readonly string[]): boolean {
  return page.length === path.length && page.every((segment, at) => segment.startsWith("[") || segment === path[at]);
}
