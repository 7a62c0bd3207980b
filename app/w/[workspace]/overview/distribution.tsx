import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Donut } from "@/components/charts/donut";
import { Swatch } from "@/components/charts/swatch";
import { TableHead } from "@/components/data-list/table-head";
import { Segmented } from "@/components/ui/segmented";
import { largestRemainder } from "@/lib/money";
import type { ChannelSum } from "./chart-data";
import { type ConsumptionView, viewChoices } from "./consumption-view";
import { MaybeLink } from "./maybe-link";
import { usageLink } from "./usage-link";

type DistributionProps = {
  page: OpenedPage;
  sums: readonly ChannelSum[];
  view: ConsumptionView;
  text: (micro: bigint) => string;
};

/** Which channel took how much of it: ranked with its share, or as a ring beside the same figures. */
export async function Distribution({ page, sums, view, text }: DistributionProps) {
  const { fmt } = page;
  const [t, common] = await Promise.all([getTranslations("overview.consumption"), getTranslations("common")]);
  const total = sums.reduce((sum, { micro }) => sum + micro, 0n);
  const shares = largestRemainder(
    100n,
    sums.map(({ micro }) => (micro > 0n ? micro : 0n)),
  );
  const shareText = (micro: bigint, share: bigint) =>
    micro > 0n && share === 0n ? `<${fmt.percent(0.01)}` : fmt.percent(Number(share) / 100);
  const cell = "h-9 border-line py-1 text-end whitespace-nowrap";
  return (
    <div>
      <div className="mb-2 flex justify-end">
        <Segmented
          label={t("share.label")}
          value={view.share}
          options={viewChoices(view).share.map((one) => ({
            ...one,
            label: t(`share.${one.value as ConsumptionView["share"]}`),
          }))}
        />
      </div>
      {view.share === "donut" && (
        <div className="mb-4">
          <Donut slices={sums} middle={text(total)} unit={common("units.creditsWord")} />
        </div>
      )}
      <table className="w-full border-collapse">
        <caption className="sr-only">{t("share.caption")}</caption>
        <TableHead
          className="border-b border-line-2"
          columns={[
            { label: t("share.channel") },
            { label: t("share.credits"), align: "end" },
            { label: t("share.share"), align: "end" },
          ]}
        />
        <tbody>
          {sums.map(({ id, label, color, channels, micro }, i) => (
            <tr key={id} className="border-b border-line">
              <th scope="row" className="text-start font-normal">
                <span className="flex items-center gap-2">
                  <Swatch color={color} />
                  <MaybeLink
                    href={usageLink(
                      page,
                      view,
                      channels.map((channel) => ["channel", channel]),
                    )}
                  >
                    {label}
                  </MaybeLink>
                </span>
              </th>
              <td className={cell}>{text(micro)}</td>
              <td className="text-end whitespace-nowrap text-ink-3">{shareText(micro, shares[i] ?? 0n)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" className="h-9 text-start font-semibold">
              {t("total")}
            </th>
            <td className={cell}>{text(total)}</td>
            <td className={cell}>{fmt.percent(1)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
