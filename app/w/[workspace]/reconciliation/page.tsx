import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { may } from "@/lib/gate/permissions";
import { readBookChecks } from "@/lib/reconciliation/data";
import { readPaymentCheck } from "@/lib/reconciliation/reconcile";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { WhoMay } from "../who-may";
import { CheckNow } from "./check-now";
import { Comparisons } from "./comparisons";
import { Findings } from "./findings";
import { Runs } from "./runs";
import { UnderWay } from "./under-way";
import { Verdict } from "./verdict";
import { WithProvider } from "./with-provider";

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = ({ params }: Props) => pageTitle(params, "reconciliation.title");

/** "Do the books add up?" */
async function ReconciliationPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/reconciliation", params);
  const { ctx, role, workspace, fmt } = page;
  const [wanted = ""] = [(await searchParams).run ?? ""].flat();
  const [t, checks, payments] = await Promise.all([
    getTranslations("reconciliation"),
    readBookChecks(ctx, /^chk_\w{26}$/.test(wanted) ? wanted : null),
    readPaymentCheck(ctx),
  ]);
  const { underWay, verdict, shown } = checks;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={fmt.zone(ctx.now)}
        lead={t("lead")}
        actions={may(role, "books:check") && !underWay && <CheckNow slug={workspace.slug} />}
      />
      <div className="grid gap-4">
        {(verdict || !underWay) && <Verdict page={page} verdict={verdict} />}
        {underWay && <UnderWay check={underWay} slug={workspace.slug} />}
        {!may(role, "books:check") && <WhoMay ctx={ctx} permission="books:check" />}
      </div>
      {shown && shown.state === "done" && (
        <>
          <Findings page={page} check={shown} isLatest={shown.id === verdict?.id} />
          <Comparisons page={page} check={shown} />
        </>
      )}
      <WithProvider page={page} check={payments} />
      <Runs page={page} checks={checks} />
    </>
  );
}

export default refusable(ReconciliationPage);
