import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { sectionLabels } from "@/app/_words/section-labels";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { SectionBoundary } from "@/components/shell/section-boundary";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";

const pageSize = 25;

type ChangesProps = { page: OpenedPage; before?: number };

/** `before` stands in the address, so that a colleague who gets the link sees the same lines. */
export async function Changes({ page, before }: ChangesProps) {
  const [t, labels] = await Promise.all([getTranslations("team.audit"), sectionLabels()]);
  return (
    <Section title={t("title")} lead={t("lead")} anchor="changes">
      <SectionBoundary labels={labels} requestId={page.ctx.requestId} skeleton={<SkeletonRows rows={pageSize} />}>
        <Lines page={page} before={before} />
      </SectionBoundary>
    </Section>
  );
}

async function Lines({ page: { ctx, workspace, fmt }, before }: ChangesProps) {
  const [t, { rows, next }] = await Promise.all([
    getTranslations("team.audit"),
    listAudit(ctx, { before, size: pageSize }),
  ]);
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
