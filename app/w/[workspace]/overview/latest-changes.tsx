import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";

export async function LatestChanges({ page: { ctx, workspace, fmt } }: { page: OpenedPage }) {
  const [t, { rows }] = await Promise.all([getTranslations("overview.changes"), listAudit(ctx, { size: 5 })]);
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={`${pageHref(workspace.slug, "team")}#changes`}>
          {t("all")}
        </Link>
      }
    >
      <AuditList rows={rows} fmt={fmt} caption={t("title")} />
    </Section>
  );
}
