import type { PaletteItem } from "@/components/shell/command-palette";
import { type NavEntry, pageHref } from "@/components/shell/navigation";
import type { Role } from "@/lib/gate/permissions";
import type { Membership, Workspace } from "@/lib/gate/workspace";
import type { Translate } from "@/lib/i18n/translator";
import { entriesFor } from "./entries";

type Given = {
  workspace: Workspace;
  role: Role;
  memberships: readonly Membership[];
  shortcuts: boolean;
  t: Translate<"shell">;
};

/** Pages, actions and workspaces for the palette, and the keys that lead there. */
export function keyboardOf({ workspace, role, memberships, shortcuts, t }: Given) {
  const { slug } = workspace;
  const entries = entriesFor(slug, role);
  const go = Object.fromEntries(entries.map((entry) => [entry.key, pageHref(slug, entry.id)]));
  return {
    shortcuts,
    go,
    items: [...pagesOf(slug, entries, t), ...workspacesOf(workspace, memberships, t)],
    rows: [
      { keys: ["Ctrl", "K"], label: t("keys.palette") },
      ...entries.map((entry) => ({
        keys: ["G", entry.key.toUpperCase()],
        label: t("keys.goTo", { page: t(`nav.${entry.id}`) }),
      })),
      { keys: ["/"], label: t("keys.search") },
      { keys: ["F"], label: t("keys.filters") },
      { keys: ["T", "7", "3", "M", "L"], label: t("keys.days") },
      ...(entries.some(({ id }) => id === "exports") ? [{ keys: ["E"], label: t("keys.export") }] : []),
      { keys: ["[", "]"], label: t("keys.walk") },
      { keys: ["?"], label: t("keys.open") },
      { keys: ["Esc"], label: t("keys.close") },
    ],
    labels: {
      palette: {
        title: t("palette.title"),
        placeholder: t("palette.placeholder"),
        empty: t("palette.empty", { query: "{query}" }),
        ...(entries.some(({ id }) => id === "purchases") && {
          find: {
            label: t("palette.findPurchase", { query: "{query}" }),
            href: `${pageHref(slug, "purchases")}?q={query}`,
          },
        }),
      },
      keys: { title: t("keys.title"), close: t("keys.close"), hint: shortcuts ? t("keys.hint") : t("keys.off") },
    },
  };
}

/** Readers of other products look for other names; each page answers to all of them. */
function pagesOf(slug: string, entries: readonly NavEntry[], t: Translate<"shell">): PaletteItem[] {
  const group = t("palette.pages");
  const words = (text: string) => text.split(",").map((word) => word.trim());
  const pages = entries.map((entry) => ({
    label: t(`nav.${entry.id}`),
    href: pageHref(slug, entry.id),
    group,
    keywords: words(t(`palette.words.${entry.id}`)),
  }));
  return [
    ...pages,
    {
      label: t("nav.notifications"),
      href: pageHref(slug, "notifications"),
      group,
      keywords: words(t("palette.words.notifications")),
    },
  ];
}

function workspacesOf(current: Workspace, memberships: readonly Membership[], t: Translate<"shell">): PaletteItem[] {
  const group = t("switcher.yours");
  const others = memberships.filter(({ workspace }) => workspace.id !== current.id);
  return [
    ...others.map(({ workspace }) => ({ label: workspace.name, href: pageHref(workspace.slug, "overview"), group })),
    { label: t("switcher.new"), href: "/new-workspace", group },
  ];
}
