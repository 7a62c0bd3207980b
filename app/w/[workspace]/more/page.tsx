import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { SignOut } from "@/app/_words/sign-out-form";
import { navGroups, pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { PaletteButton } from "@/components/shell/palette-button";
import { RowLink, RowList } from "@/components/shell/row-list";
import { listMemberships } from "@/lib/gate/workspace";
import { countUnread } from "@/lib/notifications/data";
import { entriesFor } from "../_frame/entries";
import { workspaceDetail } from "../_frame/switcher";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { statesOf } from "./states";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "shell.more.title");

/** Everything a phone's bottom bar has no room for, each with how it stands. */
async function MorePage({ params }: Props) {
  const page = await openPage("/w/[workspace]/more", params);
  const { ctx, viewer, workspace, role } = page;
  const { actor, now, db, requestId } = ctx;
  const [t, memberships, unread, states] = await Promise.all([
    getTranslations("shell"),
    listMemberships({ actor, now, db, requestId }),
    countUnread(ctx),
    statesOf(page),
  ]);
  const { slug } = workspace;
  const entries = entriesFor(slug, role);
  return (
    <>
      <PageHeader title={t("more.title")} />
      <PaletteButton look="field" label={t("palette.open")} short={t("palette.short")} />
      {navGroups
        .filter((group) => entries.some((entry) => entry.group === group))
        .map((group) => (
          <RowList key={group} label={group === "start" ? workspace.name : t(`groups.${group}`)}>
            {entries
              .filter((entry) => entry.group === group)
              .map(({ id, icon }) => (
                <RowLink key={id} href={pageHref(slug, id)} icon={icon} label={t(`nav.${id}`)} state={states[id]} />
              ))}
          </RowList>
        ))}
      <RowList label={t("more.yours")}>
        <RowLink
          href={pageHref(slug, "notifications")}
          icon="bell"
          label={t("nav.notifications")}
          state={t("more.unread", { count: unread })}
        />
      </RowList>
      <RowList label={t("switcher.yours")}>
        {memberships.map(({ workspace: one }) => (
          <RowLink
            key={one.id}
            href={pageHref(one.slug, "overview")}
            label={one.name}
            state={workspaceDetail(one, t)}
            current={one.id === workspace.id}
            onlyOnPress
          />
        ))}
        <RowLink href="/new-workspace" icon="plus" label={t("switcher.new")} />
      </RowList>
      <div className="mt-6">
        <SignOut name={viewer.name} />
      </div>
    </>
  );
}

export default refusable(MorePage);
