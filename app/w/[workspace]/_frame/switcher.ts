import { pageHref } from "@/components/shell/navigation";
import type { Membership, Workspace } from "@/lib/gate/workspace";
import type { Translate } from "@/lib/i18n/translator";

/** "AOA · Luanda time": what tells two workspaces of one name apart. */
export function workspaceDetail(workspace: Workspace, t: Translate<"shell">): string {
  return t("switcher.detail", { currency: workspace.currency, city: cityOf(workspace.timeZone) });
}

export function switcherOf(current: Workspace, memberships: readonly Membership[], t: Translate<"shell">) {
  return {
    name: current.name,
    detail: workspaceDetail(current, t),
    choices: memberships.map(({ workspace }) => ({
      href: pageHref(workspace.slug, "overview"),
      name: workspace.name,
      detail: workspaceDetail(workspace, t),
      current: workspace.id === current.id,
    })),
    create: { href: "/new-workspace", label: t("switcher.new") },
    labels: { open: t("switcher.label"), list: t("switcher.yours") },
  };
}

function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}
