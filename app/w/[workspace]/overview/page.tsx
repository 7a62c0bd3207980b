import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { BalanceHero } from "@/components/balance-line/balance-hero";
import { BalanceLine } from "@/components/balance-line/balance-line";
import { Figures } from "@/components/shell/figures";
import { PageHeader } from "@/components/shell/page-header";
import { creditsToDecimal } from "@/lib/credits";
import { may } from "@/lib/gate/permissions";
import { readBalance } from "@/lib/ledger/balance";
import { listMembers } from "@/lib/team/data";
import { balanceText } from "../_frame/balance";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { Settled } from "../settled";
import { Attention, attentionFor } from "./attention";
import { balanceFigures, balanceSentence } from "./figures";
import { LatestChanges } from "./latest-changes";
import { People } from "./people";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "overview.title");

/** "Are we fine, and if not, what do I press?" */
async function OverviewPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/overview", params);
  const { ctx, role, fmt } = page;
  const [t, shell, common, balance, [attention, members]] = await Promise.all([
    getTranslations("overview"),
    getTranslations("shell"),
    getTranslations("common"),
    readBalance(ctx),
    Promise.allSettled([attentionFor(page), listMembers(ctx, { withAddresses: false })]),
  ]);
  const { availableMicro, heldMicro } = balance;
  const end = availableMicro + heldMicro;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<span data-moment>{t("updated", { time: fmt.time(ctx.now), zone: fmt.zone(ctx.now) })}</span>}
      />
      <BalanceHero
        label={t("available")}
        value={fmt.credits(availableMicro)}
        raw={creditsToDecimal(availableMicro)}
        unit={common("units.creditsWord")}
        sentence={balanceSentence(balance, fmt, t)}
        line={
          <BalanceLine
            availableMicro={availableMicro}
            heldMicro={heldMicro}
            text={balanceText(balance, fmt, shell)}
            labels={{ start: "0", now: shell("balance.now"), end: end > 0n ? fmt.credits(end) : "" }}
          />
        }
      />
      <Figures figures={balanceFigures(balance, fmt, t)} />
      <div className="mt-7 sm:mt-9">
        <Settled outcome={attention} requestId={ctx.requestId}>
          {(items) => <Attention items={items} />}
        </Settled>
      </div>
      <People page={page} members={members} />
      {may(role, "audit:read") && <LatestChanges page={page} />}
    </>
  );
}

export default refusable(OverviewPage);
