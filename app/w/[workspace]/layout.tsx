import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { answerAway, answerRefusal } from "@/app/_gate/answer-refusal";
import { pageLocale } from "@/app/_gate/locale";
import { leadsNowhere } from "@/app/_gate/nowhere";
import { openFrame } from "@/app/_gate/page";
import { requestFacts } from "@/app/_gate/request";
import { Outside } from "@/app/_outside/outside";
import { SignOut } from "@/app/_words/sign-out-form";
import { Away } from "@/app/away";
import NotFound from "@/app/not-found";
import { AppShell } from "@/components/shell/app-shell";
import { listMemberships } from "@/lib/gate/workspace";
import { readBalance } from "@/lib/ledger/balance";
import { countUnread } from "@/lib/notifications/data";
import { sidebarBalance } from "./_frame/balance";
import { BalanceStrip } from "./_frame/balance-strip";
import { bellLabels } from "./_frame/bell-labels";
import { keyboardOf } from "./_frame/keyboard";
import { navigationOf } from "./_frame/navigation";
import { switcherOf } from "./_frame/switcher";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

/** Somebody who is no member gets the same document as for a workspace that never was. */
export default async function WorkspaceLayout(props: Props) {
  try {
    return await WorkspaceFrame(props);
  } catch (error) {
    if (answerRefusal(error) !== null) return <NotFound />;
    if (!(await answerAway(error))) throw error;
    return (
      <Outside>
        <Away />
      </Outside>
    );
  }
}

/** What surrounds every page of a workspace. It guards nothing: each page passes the gate itself. */
async function WorkspaceFrame({ children, params }: Props) {
  const { ctx, viewer, workspace, role, fmt } = await openFrame(params);
  const identity = { actor: ctx.actor, now: ctx.now, db: ctx.db, requestId: ctx.requestId };
  const [t, locale, memberships, balance, unread, { path }] = await Promise.all([
    getTranslations("shell"),
    pageLocale(),
    listMemberships(identity),
    readBalance(ctx),
    countUnread(ctx),
    requestFacts(),
  ]);
  const [here = ""] = path.split("?");
  const navigation = navigationOf(workspace.slug, role, t);
  return (
    <AppShell
      switcher={{ ...switcherOf(workspace, memberships, t), foot: <SignOut name={viewer.name} /> }}
      sections={navigation.sections}
      tabs={navigation.tabs}
      nowhere={leadsNowhere(here, role) ? here : undefined}
      bell={{
        href: `/w/${workspace.slug}/notifications`,
        source: `/w/${workspace.slug}/notifications/unread`,
        unread,
        labels: bellLabels(t, locale),
      }}
      balance={sidebarBalance(workspace.slug, balance, fmt, t, await getTranslations("common"))}
      keyboard={keyboardOf({ workspace, role, memberships, shortcuts: viewer.singleKeyShortcuts, t })}
      strip={<BalanceStrip slug={workspace.slug} balance={balance} fmt={fmt} />}
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
