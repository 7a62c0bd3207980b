import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";
import { formatter } from "@/lib/format";
import { formatLocaleFor } from "@/lib/i18n/locales";
import { type CaughtMail, findMail, hasInbox } from "@/lib/inbox/data";
import { MailView, type View, viewOf } from "./mail-view";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ view?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations();
  return { title: `${t("inbox.title")} · ${t("common.product")}`, referrer: "no-referrer" as const };
}

export default async function MailPage({ params, searchParams }: Props) {
  if (!hasInbox()) notFound();
  const [{ id }, { view: asked }] = await Promise.all([params, searchParams]);
  const mail = await findMail(id);
  if (!mail) notFound();
  const view = viewOf(asked);
  const t = await getTranslations("inbox");
  const tab = (value: View) => ({ value, label: t(value), href: `/dev/inbox/${id}?view=${value}` });
  return (
    <>
      <p className="mb-2">
        <Link variant="standalone" href="/dev/inbox">
          {t("back")}
        </Link>
      </p>
      <PageHeader title={mail.subject || t("noSubject")} />
      <Envelope mail={mail} />
      <Segmented label={t("view")} value={view} options={[tab("html"), tab("text"), tab("links"), tab("headers")]} />
      <div className="mt-4">
        <MailView mail={mail} view={view} />
      </div>
    </>
  );
}

async function Envelope({ mail }: { mail: CaughtMail }) {
  const [t, locale] = await Promise.all([getTranslations("inbox"), pageLocale()]);
  const fmt = formatter({ locale: formatLocaleFor(locale, ""), timeZone: "UTC", currency: "USD" });
  const rows = [
    { term: t("from"), value: written(mail.from) },
    { term: t("to"), value: mail.to.map(written).join(", ") },
    {
      term: t("received"),
      value: (
        <time dateTime={mail.receivedAt.toISOString()}>
          {fmt.dateTime(mail.receivedAt)} {fmt.zone(mail.receivedAt)}
        </time>
      ),
    },
  ];
  return (
    <dl className="mb-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      {rows.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function written({ name, address }: { name: string; address: string }): string {
  return name ? `${name} <${address}>` : address;
}
