import { getTranslations } from "next-intl/server";
import { openOperatorPage } from "@/app/_gate/operator-page";
import { AsyncStatus } from "@/components/shell/async-status";
import { Figures } from "@/components/shell/figures";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { AppError } from "@/lib/errors";
import { operateIn } from "@/lib/gate/operator";
import { readBalance } from "@/lib/ledger/balance";
import { listAdjustments, readOperatedWorkspace } from "@/lib/operator/workspaces-data";
import { operated, operatorTitle } from "../../operated";
import { Waiting } from "../waiting";
import { AdjustmentForms } from "./adjustment-forms";
import { Happened } from "./happened";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = () => operatorTitle("operator.nav.workspaces");

const outcomes = ["done", "waiting", "accept", "refuse"] as const;

/** "What does this one have, and what may I give them?" */
async function OperatorWorkspacePage({ params, searchParams }: Props) {
  const page = await openOperatorPage("/operator/workspaces/[id]");
  const { ctx, fmt } = page;
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const inside = await operateIn(ctx, id);
  const workspace = await readOperatedWorkspace(ctx, inside.workspaceId);
  if (!workspace) throw new AppError("not_found");
  const [t, balance, adjustments] = await Promise.all([
    getTranslations("operator-workspaces"),
    readBalance(inside),
    listAdjustments(ctx, { workspaceId: workspace.id }),
  ]);
  const outcome = outcomes.find((one) => one === asked.done);
  return (
    <>
      <PageHeader
        title={workspace.name}
        meta={<Link href="/operator/workspaces">{t("back")}</Link>}
        lead={t("facts", {
          slug: workspace.slug,
          currency: workspace.currency,
          country: fmt.country(workspace.country),
          zone: workspace.timeZone,
          since: fmt.date(workspace.createdAt),
          count: workspace.members,
        })}
      />
      <Figures
        figures={[
          { label: t("columns.available"), value: fmt.credits(balance.availableMicro) },
          { label: t("columns.plan"), value: fmt.credits(balance.planMicro) },
          { label: t("columns.promo"), value: fmt.credits(balance.promoMicro) },
          { label: t("columns.wallet"), value: fmt.credits(balance.walletMicro) },
          { label: t("columns.held"), value: fmt.credits(balance.heldMicro) },
          { label: t("columns.debt"), value: fmt.credits(workspace.debtMicro) },
        ]}
      />
      {workspace.frozen && (
        <div className="mt-5">
          <AsyncStatus state="failed" title={t("frozen")}>
            {t("frozenFor", { reasons: fmt.list(workspace.frozenFor.map(reasonText)) })}
          </AsyncStatus>
        </div>
      )}
      {outcome && (
        <div className="mt-5">
          <AsyncStatus state={outcome === "waiting" ? "pending" : "done"} title={t(`outcome.${outcome}`)} />
        </div>
      )}
      <Waiting page={page} waiting={adjustments.filter(({ state }) => state === "waiting")} />
      <AdjustmentForms page={page} workspaceId={workspace.id} />
      <Happened page={page} inside={inside} adjustments={adjustments} />
    </>
  );

  function reasonText(reason: string): string {
    return t(reason === "operator" ? "frozenBy.operator" : "frozenBy.dispute");
  }
}

export default operated(OperatorWorkspacePage);
