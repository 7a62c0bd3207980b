import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { openFrame } from "@/app/_gate/page";
import { AppShell } from "@/components/shell/app-shell";
import { listMemberships } from "@/lib/gate/workspace";
import { readBalance } from "@/lib/ledger/balance";
import { countUnread } from "@/lib/notifications/data";
import { sidebarBalance } from "./_frame/balance";
import { bellLabels } from "./_frame/bell-labels";
import { keyboardOf } from "./_frame/keyboard";
import { navigationOf } from "./_frame/navigation";
import { SignOut } from "./_frame/sign-out";
import { switcherOf } from "./_frame/switcher";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

/** What surrounds every page of a workspace. It guards nothing: each page passes the gate itself. */
export default async function WorkspaceLayout({ children, params }: Props) {
  const { ctx, viewer, workspace, fmt } = await openFrame(params);
  const identity = { actor: ctx.actor, now: ctx.now, db: ctx.db, requestId: ctx.requestId };
  const [t, locale, memberships, balance, unread] = await Promise.all([
    getTranslations("shell"),
    getLocale(),
    listMemberships(identity),
    readBalance(ctx),
    countUnread(ctx),
  ]);
  const navigation = navigationOf(workspace.slug, t);
  return (
    <AppShell
      switcher={{ ...switcherOf(workspace, memberships, t), foot: <SignOut name={viewer.name} /> }}
      sections={navigation.sections}
      tabs={navigation.tabs}
      bell={{
        href: `/w/${workspace.slug}/notifications`,
        source: `/w/${workspace.slug}/notifications/unread`,
        unread,
        labels: bellLabels(t, locale),
      }}
      balance={sidebarBalance(workspace.slug, balance, fmt, t, await getTranslations("common"))}
      keyboard={keyboardOf({ workspace, memberships, shortcuts: viewer.singleKeyShortcuts, t })}
      labels={{
        skip: t("skipToContent"),
        nav: t("mainNavigation"),
        search: t("palette.open"),
        searchShort: t("palette.short"),
      }}
    >
      {children}
    </AppShell>
  );
}
