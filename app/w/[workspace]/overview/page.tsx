import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { BalanceHero } from "@/components/balance-line/balance-hero";
import { BalanceLine } from "@/components/balance-line/balance-line";
import { balanceScale } from "@/components/balance-line/scale";
import { Figures } from "@/components/shell/figures";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { readConsumption } from "@/lib/consumption/consumption";
import { readRecent } from "@/lib/consumption/pace";
import { creditsToDecimal } from "@/lib/credits";
import { may } from "@/lib/gate/permissions";
import { readBalance } from "@/lib/ledger/balance";
import { balanceLevel } from "@/lib/ledger/balance-level";
import { readPeak } from "@/lib/ledger/peak";
import { runningPlan } from "@/lib/plans/data";
import { readPendingCredits } from "@/lib/purchases/pending-credits";
import { listMembers } from "@/lib/team/data";
import { balanceText, thresholdsOf } from "../_frame/balance";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { Settled } from "../settled";
import { Attention, attentionFor } from "./attention";
import { Consumption } from "./consumption";
import { type ConsumptionSearch, consumptionView, daysOf } from "./consumption-view";
import { balanceFigures } from "./figures";
import { FirstSteps } from "./first-steps";
import { HeroSentence } from "./hero-sentence";
import { LatestActivity } from "./latest-activity";
import { LatestChanges } from "./latest-changes";
import { People } from "./people";
import { Updated } from "./updated";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<ConsumptionSearch> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "overview.title");

/** "Are we fine, and if not, what do I press?" */
async function OverviewPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/overview", params);
  const { ctx, role, fmt, workspace } = page;
  const view = consumptionView(await searchParams);
  const [t, shell, common, purchases, balance, pendingMicro] = await Promise.all([
    getTranslations("overview"),
    getTranslations("shell"),
    getTranslations("common"),
    getTranslations("purchases"),
    readBalance(ctx),
    readPendingCredits(ctx),
  ]);
  const { availableMicro, heldMicro } = balance;
  const [recent, plan, peakMicro, [consumption, attention, members]] = await Promise.all([
    readRecent(ctx, workspace.timeZone, availableMicro),
    runningPlan(ctx),
    readPeak(ctx),
    Promise.allSettled([
      readConsumption(ctx, workspace.timeZone, daysOf(view, ctx.now, workspace.timeZone)),
      attentionFor(page),
      listMembers(ctx, { withAddresses: false }),
    ]),
  ]);
  const end = balanceScale({ availableMicro, heldMicro, pendingMicro, peakMicro }).endMicro;
  const pending = pendingMicro > 0n ? purchases("pending", { n: fmt.credits(pendingMicro) }) : undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={
          <Updated since={ctx.now.getTime()} stale={t("stale", { minutes: "{minutes}" })} refresh={t("refresh")}>
            {t("updated", { time: fmt.time(ctx.now), zone: fmt.zone(ctx.now) })}
          </Updated>
        }
      />
      <BalanceHero
        label={t("available")}
        value={fmt.credits(availableMicro)}
        raw={creditsToDecimal(availableMicro)}
        unit={common("units.creditsWord")}
        actions={
          <Button href={pageHref(workspace.slug, "buy")} variant="primary">
            {shell(balanceLevel(balance) === "zero" ? "strip.resume" : "strip.buy")}
          </Button>
        }
        sentence={<HeroSentence balance={balance} runway={recent.runway} fmt={fmt} />}
        line={
          <BalanceLine
            availableMicro={availableMicro}
            heldMicro={heldMicro}
            pendingMicro={pendingMicro}
            peakMicro={peakMicro}
            thresholds={thresholdsOf(balance, fmt, shell)}
            text={[balanceText(balance, fmt, shell), ...(pending ? [pending] : [])].join("; ")}
            labels={{ start: "0", now: shell("balance.now"), end: end > 0n ? fmt.credits(end) : "", pending }}
          />
        }
      />
      <Figures figures={balanceFigures({ balance, recent, plan }, fmt, t)} />
      <div className="mt-7 sm:mt-9">
        <Settled outcome={attention} requestId={ctx.requestId}>
          {(items) => <Attention items={items} />}
        </Settled>
      </div>
      {balance.hasMoved ? (
        <Consumption page={page} view={view} consumption={consumption} />
      ) : (
        <FirstSteps page={page} />
      )}
      {may(role, "activity:read") && <LatestActivity page={page} />}
      <People page={page} members={members} />
      {may(role, "audit:read") && <LatestChanges page={page} />}
    </>
  );
}

export default refusable(OverviewPage);
