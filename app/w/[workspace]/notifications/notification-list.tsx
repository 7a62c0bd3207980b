import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Link } from "@/components/ui/link";
import type { Formatter } from "@/lib/format";
import type { Notification } from "@/lib/notifications/data";
import { actionOf, sentenceOf } from "@/lib/notifications/sentence";
import { markRead } from "./actions";

type NotificationListProps = {
  notifications: readonly Notification[];
  /** The section's heading says the day of today's. */
  when: "time" | "dateTime";
  slug: string;
  fmt: Formatter;
  labels: { problem: string; errorPrefix: string };
};

/** Each a sentence, its time and one thing to do. */
export function NotificationList({ notifications, when, slug, fmt, labels }: NotificationListProps) {
  const t = useTranslations("notifications");
  const common = useTranslations("common");
  return (
    <ul className="border-y border-line">
      {notifications.map((notification) => {
        const action = actionOf(notification, t);
        const { id, unread, createdAt } = notification;
        return (
          <li
            key={id}
            id={id}
            className="flex flex-wrap items-center gap-x-6 gap-y-1 border-line py-2.5 not-last:border-b sm:min-h-14"
          >
            <div className="flex min-w-0 flex-1 basis-72 gap-2.5">
              <span
                aria-hidden="true"
                className={clsx("mt-1.5 size-2 shrink-0 rounded-full", unread ? "bg-accent" : "bg-transparent")}
              />
              <div className="min-w-0">
                <p className={clsx("break-words", unread && "font-semibold")}>
                  {unread && <span className="sr-only">{t("unread")}: </span>}
                  {sentenceOf(notification, t, common)}
                </p>
                <p className="text-xs text-ink-3">
                  <time dateTime={createdAt.toISOString()}>{fmt[when](createdAt)}</time>
                </p>
              </div>
            </div>
            <div className="flex flex-wrap items-center gap-2 ps-4.5">
              {action && (
                <Link variant="standalone" href={action.href}>
                  {action.label}
                </Link>
              )}
              {unread && (
                <ActionForm
                  action={markRead}
                  labels={labels}
                  hidden={{ workspace: slug, id }}
                  className={clsx("sm:-me-2.75", !action && "max-sm:-ms-2.75")}
                >
                  <SubmitButton variant="quiet" size="sm">
                    {t("markRead")}
                  </SubmitButton>
                </ActionForm>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
