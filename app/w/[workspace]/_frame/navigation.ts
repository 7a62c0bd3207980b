import { type NavEntry, navGroups, pageHref, tabs } from "@/components/shell/navigation";
import type { NavItem, NavSection } from "@/components/shell/side-nav";
import type { Role } from "@/lib/gate/permissions";
import type { Translate } from "@/lib/i18n/translator";
import { entriesFor } from "./entries";

type Words = Translate<"shell">;

export function navigationOf(slug: string, role: Role, t: Words): { sections: NavSection[]; tabs: NavItem[] } {
  const item = (entry: NavEntry): NavItem => ({
    href: pageHref(slug, entry.id),
    icon: entry.icon,
    label: t(`nav.${entry.id}`),
    short: t(`navShort.${entry.id}`),
  });
  const open = entriesFor(slug, role);
  const sections = navGroups
    .map((group) => ({
      id: group,
      label: group === "start" ? undefined : t(`groups.${group}`),
      items: open.filter((entry) => entry.group === group).map(item),
    }))
    .filter((section) => section.items.length > 0);
  const more: NavItem = { href: pageHref(slug, "more"), icon: "more", label: t("nav.more"), short: t("nav.more") };
  return { sections, tabs: [...tabs.filter((entry) => open.includes(entry)).map(item), more] };
}
