import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { formatter } from "@/lib/format";
import { formatLocaleFor } from "@/lib/i18n/locales";
import { hasInbox, listMails, type MailSummary } from "@/lib/inbox/data";

type Props = { searchParams: Promise<{ to?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations();
  return { title: `${t("inbox.title")} · ${t("common.product")}` };
}

export default async function InboxPage({ searchParams }: Props) {
  if (!hasInbox()) notFound();
  const { to } = await searchParams;
  const address = typeof to === "string" && to !== "" ? to : undefined;
  const [t, mails] = await Promise.all([getTranslations("inbox"), listMails(address)]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={address ? t("filtered", { address }) : t("lead")}
        actions={
          <>
            {address && (
              <Button variant="quiet" href="/dev/inbox">
                {t("showAll")}
              </Button>
            )}
            <Button href={address ? `/dev/inbox?${new URLSearchParams({ to: address })}` : "/dev/inbox"}>
              {t("refresh")}
            </Button>
          </>
        }
      />
      {mails === "away" ? (
        <EmptyState title={t("down.title")}>{t("down.body")}</EmptyState>
      ) : mails.length === 0 ? (
        <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>
      ) : (
        <MailList mails={mails} label={t("caption")} noSubject={t("noSubject")} />
      )}
    </>
  );
}

async function MailList({ mails, label, noSubject }: { mails: MailSummary[]; label: string; noSubject: string }) {
  const fmt = formatter({ locale: formatLocaleFor(await pageLocale(), ""), timeZone: "UTC", currency: "USD" });
  return (
    <ul aria-label={label} className="border-b border-line">
      {mails.map(({ id, subject, to, receivedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-line py-2.5 not-last:border-b"
        >
          <div className="min-w-0 flex-1 basis-72">
            <Link variant="standalone" href={`/dev/inbox/${id}`} className="max-w-full break-words">
              {subject || noSubject}
            </Link>
            <p className="break-words text-ink-2">{to.map((one) => one.address).join(", ")}</p>
          </div>
          <time dateTime={receivedAt.toISOString()} className="text-sm text-ink-3">
            {fmt.dateTime(receivedAt)} {fmt.zone(receivedAt)}
          </time>
        </li>
      ))}
    </ul>
  );
}
