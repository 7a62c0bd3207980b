import { getTranslations } from "next-intl/server";
import { describeApi } from "@/app/_api/openapi";
import { pageLocale } from "@/app/_gate/locale";
import { currentSession } from "@/app/_gate/session";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";
import { languageOf } from "./_samples/languages";
import { FoldedContents } from "./contents";
import { ErrorTable } from "./error-table";
import { Finding, Retries, Rules } from "./guide";
import { listOperations } from "./list-operations";
import { OperationSection } from "./operation-section";
import { QuickStart } from "./quick-start";

type Props = { searchParams: Promise<{ code?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations();
  return { title: `${t("docs.title")} · ${t("common.product")}` };
}

/** Drawn from the same description that programs read; it works without a script. */
export default async function DocsPage({ searchParams }: Props) {
  const [t, locale, { code }] = await Promise.all([getTranslations("docs"), pageLocale(), searchParams]);
  const language = languageOf(code);
  const api = describeApi(env().APP_URL);
  const [url = ""] = api.servers.map((server) => server.url);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<WayBack />} />
      <div className="mb-6 grid gap-1">
        {!locale.startsWith("en") && <p className="text-ink-2">{t("english")}</p>}
        <p>
          <Link variant="standalone" href="/v1/openapi.json" prefetch={false}>
            {t("openapi")}
          </Link>
        </p>
      </div>
      <FoldedContents />
      {/* On a phone a part is laid out when it comes near: all of them at once keep it busy for a second. */}
      <div className="min-w-0 [&_[id]]:scroll-mt-5 max-sm:[&>section]:[contain-intrinsic-block-size:auto_90rem] max-sm:[&>section]:[content-visibility:auto] [&>section:first-child]:mt-0">
        <QuickStart url={url} language={language} />
        <Rules />
        <Retries url={url} language={language} />
        <Finding url={url} language={language} />
        <Section title={t("parts.errors")} lead={t("errors.lead")} anchor="errors" ruled>
          <ErrorTable />
        </Section>
        {listOperations(api).map((operation) => (
          <OperationSection key={operation.id} operation={operation} api={api} url={url} language={language} />
        ))}
      </div>
    </>
  );
}

/** To where the key is made. */
async function WayBack() {
  const [t, session] = await Promise.all([getTranslations("docs"), currentSession()]);
  return <Button href={session ? "/" : "/sign-in"}>{session ? t("back") : t("signIn")}</Button>;
}
