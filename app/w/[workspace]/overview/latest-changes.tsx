import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { sectionLabels } from "@/app/_words/section-labels";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { SectionBoundary } from "@/components/shell/section-boundary";
import { Link } from "@/components/ui/link";
import { SkeletonRows } from "@/components/ui/skeleton";
import { listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";

const shown = 5;

export async function LatestChanges({ page }: { page: OpenedPage }) {
  const [t, labels] = await Promise.all([getTranslations("overview.changes"), sectionLabels()]);
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={`${pageHref(page.workspace.slug, "team")}#changes`}>
          {t("all")}
        </Link>
      }
    >
      <SectionBoundary labels={labels} requestId={page.ctx.requestId} skeleton={<SkeletonRows rows={shown} />}>
        <Lines page={page} caption={t("title")} />
      </SectionBoundary>
    </Section>
  );
}

async function Lines({ page: { ctx, fmt }, caption }: { page: OpenedPage; caption: string }) {
  const { rows } = await listAudit(ctx, { size: shown });
  return <AuditList rows={rows} fmt={fmt} caption={caption} />;
}
