import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { listNotifications } from "@/lib/notifications/data";
import { notificationSearch } from "@/lib/notifications/schema";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { markAllRead } from "./actions";
import { NotificationList } from "./notification-list";

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = ({ params }: Props) => pageTitle(params, "notifications.title");

async function NotificationsPage({ params, searchParams }: Props) {
  const { ctx, workspace, fmt } = await openPage("/w/[workspace]/notifications", params);
  const { show, after } = notificationSearch.parse(await searchParams);
  const unreadOnly = show === "unread";
  const [t, labels, page] = await Promise.all([
    getTranslations("notifications"),
    formLabels(),
    listNotifications(ctx, { timeZone: workspace.timeZone, after, unreadOnly }),
  ]);
  const here = `/w/${workspace.slug}/notifications`;
  const shown = [...page.needsAction, ...page.today, ...page.earlier];
  const shared = { slug: workspace.slug, fmt, labels };
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={fmt.zone(ctx.now)}
        actions={
          shown.some((notification) => notification.unread) && (
            <ActionForm action={markAllRead} labels={labels} hidden={{ workspace: workspace.slug }}>
              <SubmitButton variant="secondary">{t("markAllRead")}</SubmitButton>
            </ActionForm>
          )
        }
      />
      <Segmented
        label={t("filter.label")}
        value={show}
        options={[
          { value: "all", label: t("filter.all"), href: here },
          { value: "unread", label: t("filter.unread"), href: `${here}?show=unread` },
        ]}
      />
      {page.needsAction.length > 0 && (
        <Section title={t("needsAction")}>
          <NotificationList notifications={page.needsAction} when="dateTime" {...shared} />
        </Section>
      )}
      {page.today.length > 0 && (
        <Section title={t("today")}>
          <NotificationList notifications={page.today} when="time" {...shared} />
        </Section>
      )}
      {page.earlier.length > 0 && (
        <Section title={t("earlier")}>
          <NotificationList notifications={page.earlier} when="dateTime" {...shared} />
        </Section>
      )}
      {shown.length === 0 && (
        <div className="mt-7">
          <EmptyState
            title={unreadOnly ? t("noneUnread.title") : t("empty.title")}
            action={unreadOnly && <Button href={here}>{t("noneUnread.action")}</Button>}
          >
            {unreadOnly ? t("noneUnread.body") : t("empty.body")}
          </EmptyState>
        </div>
      )}
      {(page.next || after) && (
        <div className="mt-7 flex flex-wrap gap-2">
          {after && <Button href={unreadOnly ? `${here}?show=unread` : here}>{t("first")}</Button>}
          {page.next && (
            <Button href={`${here}?${new URLSearchParams({ ...(unreadOnly && { show }), after: page.next })}`}>
              {t("more")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

export default refusable(NotificationsPage);
