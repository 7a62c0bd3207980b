import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { Section } from "@/components/shell/section";
import { type Consumption, consumptionDecimals } from "@/lib/consumption/consumption";
import { sharedCost, unitCost } from "@/lib/consumption/cost";
import { featureName } from "../feature-name";
import type { ConsumptionView } from "./consumption-view";
import { usageLink } from "./usage-link";

type ByFeatureProps = { page: OpenedPage; view: ConsumptionView; consumed: Consumption };

/** What each feature used, what that cost, and what one message or call of it cost on average. */
export async function ByFeature({ page, view, consumed }: ByFeatureProps) {
  const { fmt, workspace } = page;
  const [t, usage] = await Promise.all([getTranslations("overview.features"), getTranslations("usage")]);
  const rows = sharedCost(consumed.costMinor, consumed.byFeature);
  const decimals = consumptionDecimals(consumed);
  const each = (minor: bigint, events: number) => {
    const cost = unitCost(minor, events, workspace.currency);
    if (cost === null) return "–";
    return (
      <>
        {fmt.unitMoney(cost)} <span className="sm:@min-[31rem]:hidden">{t("perUnit")}</span>
      </>
    );
  };
  return (
    <Section title={t("title")}>
      <DataList
        caption={t("title")}
        captionHidden
        columns={[
          { id: "feature", header: t("feature"), rowHeader: true },
          { id: "credits", header: t("credits"), align: "end" },
          { id: "each", header: t("each"), align: "end", item: "meta" },
          { id: "spend", header: t("spend"), align: "end", item: "detail" },
        ]}
        rows={rows.map(({ feature, events, amountMicro, costMinor }) => ({
          key: feature ?? "",
          href: feature === null ? undefined : usageLink(page, view, [["feature", feature]]),
          cells: {
            feature: featureName(feature, usage),
            credits: fmt.credits(amountMicro, { decimals }),
            each: each(costMinor, events),
            spend: fmt.money(costMinor),
          },
        }))}
        totals={{
          feature: t("total"),
          credits: fmt.credits(consumed.total.amountMicro, { decimals }),
          each: each(consumed.costMinor, consumed.total.events),
          spend: fmt.money(consumed.costMinor),
        }}
      />
    </Section>
  );
}
