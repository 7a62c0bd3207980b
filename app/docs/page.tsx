import { getTranslations } from "next-intl/server";
import { describeApi } from "@/app/_api/openapi";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";
import { Code } from "./code";
import { curl } from "./curl";
import { ErrorTable } from "./error-table";
import { listOperations } from "./list-operations";
import { OperationSection } from "./operation-section";
import { Prose } from "./prose";

export async function generateMetadata() {
  const t = await getTranslations();
  return { title: `${t("docs.title")} · ${t("common.product")}` };
}

const rules = ["key", "ids", "batches", "amounts", "strict", "repeat"] as const;

/** Drawn from the same description that programs read; it works without a script. */
export default async function DocsPage() {
  const t = await getTranslations("docs");
  const api = describeApi(env().APP_URL);
  const operations = listOperations(api);
  const [url = ""] = api.servers.map((server) => server.url);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <p className="mb-6">
        <Link variant="standalone" href="/v1/openapi.json" prefetch={false}>
          {t("openapi")}
        </Link>
      </p>
      <div className="grid gap-x-12 xl:grid-cols-[minmax(0,1fr)_14rem]">
        <nav aria-label={t("contents")} className="xl:order-last">
          <ul className="grid gap-0.5 xl:sticky xl:top-6">
            {["start", "rules", "errors"].map((part) => (
              <li key={part}>
                <Link variant="standalone" href={`#${part}`} prefetch={false}>
                  {t(`parts.${part}` as never)}
                </Link>
              </li>
            ))}
            {operations.map(({ id, summary }) => (
              <li key={id} lang="en">
                <Link variant="standalone" href={`#${id}`} prefetch={false}>
                  {summary}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 max-w-[52rem] xl:[&>section:first-child]:mt-0">
          <Section title={t("parts.start")} lead={t("start.lead")} anchor="start" ruled>
            <div className="grid gap-3">
              <p>{t("start.balance")}</p>
              <Code>{curl({ url, method: "GET", path: "/v1/credits" })}</Code>
              <p>{t("start.usage")}</p>
              <Code>
                {curl({
                  url,
                  method: "POST",
                  path: "/v1/usage",
                  body: { id: "msg-1", channel: "sms", to: "+244923000000" },
                })}
              </Code>
            </div>
          </Section>
          <Section title={t("parts.rules")} anchor="rules" ruled>
            <div className="grid max-w-[68ch] gap-3">
              {rules.map((rule) => (
                <Prose key={rule} text={t(`rules.${rule}`)} />
              ))}
            </div>
          </Section>
          <Section title={t("parts.errors")} lead={t("errors.lead")} anchor="errors" ruled>
            <ErrorTable />
          </Section>
          {operations.map((operation) => (
            <OperationSection key={operation.id} operation={operation} api={api} url={url} />
          ))}
        </div>
      </div>
    </>
  );
}
