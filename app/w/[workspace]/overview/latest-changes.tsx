import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { listAudit } from "@/lib/team/data";
import { AuditList } from "../audit-list";
import { Settled } from "../settled";

const shown = 5;

export async function LatestChanges({ page: { ctx, workspace, fmt } }: { page: OpenedPage }) {
  const [t, [lines]] = await Promise.all([
    getTranslations("overview.changes"),
    Promise.allSettled([listAudit(ctx, { size: shown })]),
  ]);
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={`${pageHref(workspace.slug, "team")}#changes`}>
          {t("all")}
        </Link>
      }
    >
      <Settled outcome={lines} requestId={ctx.requestId}>
        {({ rows }) => <AuditList rows={rows} fmt={fmt} caption={t("title")} />}
      </Settled>
    </Section>
  );
}
