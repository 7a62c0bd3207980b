import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";

const pageSize = 25;

/** `before` stands in the address, so that a colleague who gets the link sees the same lines. */
export async function Changes({ page: { ctx, workspace, fmt }, before }: { page: OpenedPage; before?: number }) {
  const [t, { rows, next }] = await Promise.all([
    getTranslations("team.audit"),
    listAudit(ctx, { before, size: pageSize }),
  ]);
  const here = pageHref(workspace.slug, "team");
  return (
    <Section title={t("title")} lead={t("lead")} anchor="changes">
      {rows.length === 0 ? <EmptyState title={t("none")} /> : <AuditList rows={rows} fmt={fmt} caption={t("title")} />}
      {(before !== undefined || next !== null) && (
        <p className="mt-4 flex flex-wrap justify-end gap-2">
          {before !== undefined && <Button href={`${here}#changes`}>{t("latest")}</Button>}
          {next !== null && <Button href={`${here}?before=${next}#changes`}>{t("older")}</Button>}
        </p>
      )}
    </Section>
  );
}
