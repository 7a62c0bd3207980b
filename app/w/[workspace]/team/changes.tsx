import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { type AuditPage, listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";
import { Settled } from "../settled";

const pageSize = 25;

type ChangesProps = { page: OpenedPage; before?: number };

/** `before` stands in the address, so that a colleague who gets the link sees the same lines. */
export async function Changes({ page, before }: ChangesProps) {
  const { ctx } = page;
  const [t, [lines]] = await Promise.all([
    getTranslations("team.audit"),
    Promise.allSettled([listAudit(ctx, { before, size: pageSize })]),
  ]);
  return (
    <Section title={t("title")} lead={t("lead")} anchor="changes">
      <Settled outcome={lines} requestId={ctx.requestId}>
        {(found) => <Lines page={page} before={before} {...found} />}
      </Settled>
    </Section>
  );
}

async function Lines({ page: { workspace, fmt }, before, rows, next }: ChangesProps & AuditPage) {
  const t = await getTranslations("team.audit");
  const here = pageHref(workspace.slug, "team");
  return (
    <>
      {rows.length === 0 ? <EmptyState title={t("none")} /> : <AuditList rows={rows} fmt={fmt} caption={t("title")} />}
      {(before !== undefined || next !== null) && (
        <p className="mt-4 flex flex-wrap justify-end gap-2">
          {before !== undefined && <Button href={`${here}#changes`}>{t("latest")}</Button>}
          {next !== null && <Button href={`${here}?before=${next}#changes`}>{t("older")}</Button>}
        </p>
      )}
    </>
  );
}
